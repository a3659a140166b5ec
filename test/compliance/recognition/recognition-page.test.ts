import { expect, test } from 'vitest'
import { basePackData } from '~/compliance/packs/base'
import { loader } from '~/compliance/recognition/pages/recognition'
import { aDatabase } from '../../support/database'
import { servePages, visit } from '../../support/pages'

const database = await aDatabase()
servePages(database.app.pool)

test('anyone reads how well software is recognized, of the pack in use, and that every gate holds', async () => {
  const { status, data } = await visit(loader)
  expect(status).toBe(200)
  const { measured, knowledge } = data as Awaited<ReturnType<typeof loader>>
  expect(measured.pack).toEqual({ id: basePackData.id, version: basePackData.version })
  expect(measured.passed).toBe(true)
  expect(knowledge.reduce((sum, { rules }) => sum + rules, 0)).toBe(basePackData.rules.length)
})
