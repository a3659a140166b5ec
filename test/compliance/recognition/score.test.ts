import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { basePack, basePackData } from '~/compliance/packs/base'
import { labeledMachines } from '~/compliance/recognition/labeled.server'
import { loadPack } from '~/compliance/recognition/load'
import { score } from '~/compliance/recognition/score'

const machines = await labeledMachines('test/samples/recognition/')
const now = score(basePack(), machines)

test('the labeled set is split by machine, and large enough to say something', () => {
  const files = [...machines.train, ...machines.unseen].map(({ file }) => file)
  expect(new Set(files).size).toBe(files.length)
  expect(files.length).toBeGreaterThanOrEqual(20)
  const rows = [...machines.train, ...machines.unseen].reduce((sum, { labels }) => sum + labels.length, 0)
  expect(rows).toBeGreaterThanOrEqual(600)
})

test('the base pack holds every gate', () => {
  const { gates, passed } = now
  expect(gates).toEqual({
    rulePrecision: true,
    aliasPrecision: true,
    licensableRecall: true,
    noSuggestionAccepted: true,
  })
  expect(passed).toBe(true)
})

test('the figures that are shown in public are those of this pack: recognition:score -- --write keeps them', () => {
  expect(JSON.parse(readFileSync('app/compliance/packs/measured.json', 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(now)),
  )
})

test('a pack that calls parts products, or knows little, fails its gates', () => {
  const wrong = basePackData.rules.map((rule) =>
    rule.id === 'sql-server-part' ? { ...rule, class: 'licensable' as const } : rule,
  )
  expect(score(loadPack({ ...basePackData, rules: wrong }), machines).gates.rulePrecision).toBe(false)
  const few = basePackData.rules.filter(({ publisher }) => publisher === 'microsoft')
  expect(score(loadPack({ ...basePackData, rules: few }), machines).gates.licensableRecall).toBe(false)
})
