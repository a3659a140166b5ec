import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'muster-inventory-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, content: string) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function inventory(words: string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/inventory.ts', ...words], {
    encoding: 'utf8',
    input,
  })
  const lines = stdout.split('\n').filter((line) => line !== '')
  return { status, stderr, records: lines.map((line) => JSON.parse(line)) }
}

const head = 'DisplayName,DisplayVersion,Publisher'
const good = file('good.csv', `${head}\n7-Zip,19.00,Igor Pavlov\nWinRAR,6.02,win.rar GmbH\n`)
const bad = file('bad.csv', `${head}\n7-Zip,19.00,Igor Pavlov\nA,B,C,D,E,F,G\nWinRAR,6.02,win.rar GmbH\n`)
const nonsense = file('nonsense.bin', 'nothing that lists software')

test('a file that is read whole ends with 0, one with a refused row with 1, and the other rows are printed', () => {
  expect(inventory(['read', good])).toMatchObject({ status: 0 })
  const { status, records, stderr } = inventory(['read', bad])
  expect(status).toBe(1)
  expect(records.filter(({ kind }) => kind === 'software').map(({ name }) => name)).toEqual([
    '7-Zip',
    'WinRAR',
  ])
  expect(records.filter(({ severity }) => severity === 'refused')).toMatchObject([
    { kind: 'problem', row: 2 },
  ])
  expect(stderr).toMatch(/total .*refused=1/)
})

test('a file that is refused as a whole ends with 2, and the others are printed', () => {
  const { status, records } = inventory(['read', nonsense, good])
  expect(status).toBe(2)
  expect(records.filter(({ kind }) => kind === 'software')).toHaveLength(2)
  expect(inventory(['read', join(folder, 'not-there.csv')]).status).toBe(2)
})

test('words that it does not know end with 64 and its usage', () => {
  for (const words of [
    [],
    ['write', good],
    ['read'],
    ['read', '--summary', 'xml', good],
    ['read', '--what', good],
    ['evaluate', good],
  ]) {
    const { status, stderr, records } = inventory(words)
    expect([status, records]).toEqual([64, []])
    expect(stderr).toContain('usage: npm run --silent inventory')
  }
})

test('what breaks inside ends with 70 and prints no record', () => {
  const broken = file('pack.json', '{"pack":"recognition-pack/1"')
  const { status, records } = inventory(['recognize', '--pack', broken, good])
  expect([status, records]).toEqual([70, []])
  const wrong = file('aliases.jsonl', '{"publisher":1}\n')
  expect(inventory(['recognize', '--aliases', wrong, good]).status).toBe(70)
})
