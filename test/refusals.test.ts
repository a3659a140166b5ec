import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { refusals as en } from '~/texts/en/refusals'
import { payments } from '~/texts/zh/payments'
import { problems } from '~/texts/zh/problems'
import { refusals as zh } from '~/texts/zh/refusals'

const codes = Object.keys(zh)
const texts = (folder: string, kind: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => kind.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))

// A code is a promise: of each there is a test that names it, alone or after the field that it stands at.
test('every refusal is shown by a test', () => {
  const told = texts('test', /\.tsx?$/).join('\n')
  const unshown = codes.filter((code) => !new RegExp(`['"\`\\s]${code}['"\`]`).test(told))
  expect(unshown).toEqual([])
})

// Of two rooms with one code the later one's sentence would stand in both.
test('no two rooms refuse by one code', async () => {
  const rooms = readFileSync('app/texts/zh/refusals.ts', 'utf8').matchAll(
    /import \{ (\w+) \} from '\.\/([\w-]+)'/g,
  )
  const of = new Map<string, string[]>()
  for (const [, name, file] of rooms) {
    const texts = (await import(`../app/texts/zh/${file}.ts`)) as Record<string, Record<string, unknown>>
    for (const code of Object.keys(texts[name!]!)) of.set(code, [...(of.get(code) ?? []), name!])
  }
  expect([...of].filter(([, its]) => its.length > 1)).toEqual([])
})

test('every refusal has its sentence in each language', () => {
  expect(Object.keys(en).toSorted()).toEqual(codes.toSorted())
})

// What is refused while a file is read stands beside its line.
const said = { ...zh, ...problems, ...payments.statements.problemsSay }

test('whatever the database or a command refuses has a sentence', () => {
  const raised = texts('db/migrations', /\.sql$/).flatMap((sql) => [
    ...sql.matchAll(/'([a-z-]+)' using errcode = 'MU100'/g),
  ])
  const refused = texts('app', /\.tsx?$/)
    .flatMap((text) => [...text.matchAll(/\brefuse(?:If)?\(.*/g)])
    .flatMap(([line]) => [...line.matchAll(/'([a-z]+(?:-[a-z]+)+)'/g)])
  const all = new Set([...raised, ...refused].map(([, code]) => code!))
  expect(all.size).toBeGreaterThan(100)
  expect([...all].filter((code) => !(code in said))).toEqual([])
})
