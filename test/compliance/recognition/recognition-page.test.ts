import { expect, test } from 'vitest'
import { basePackData } from '~/compliance/packs/base'
import { loader } from '~/compliance/recognition/pages/recognition'
import { aDatabase } from '../../support/database'
import { visit } from '../../support/pages'

await aDatabase()

test('anyone reads how well software is recognized, of the pack in use, and that every gate holds', async () => {
  const { measured, knowledge } = await visit(loader, {})
  expect(measured.pack).toEqual({ id: basePackData.id, version: basePackData.version })
  expect(measured.passed).toBe(true)
  expect(knowledge.reduce((sum, { rules }) => sum + rules, 0)).toBe(basePackData.rules.length)
})
