import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

// The order in which a demand becomes a license. A room knows only the rooms before it.
const rooms = [
  'kernel', 'people', 'catalog', 'demands', 'rounds', 'bids', 'awards', 'orders',
  'payments', 'licenses', 'compliance', 'mediation', 'program',
] // oxfmt-ignore
const floors = ['rules', 'server', 'parts', 'pages'] as const
// Beside the street: what every room may use, and what no room may.
const open = ['design', 'texts', 'env.server']
const door = 'web'

type Place = { room: number; floor: number }

function placeOf(file: string): Place {
  const floor = file.includes('/pages/')
    ? 'pages'
    : file.includes('/parts/')
      ? 'parts'
      : file.includes('.server')
        ? 'server'
        : 'rules'
  return { room: rooms.indexOf(file.split('/')[0]!), floor: floors.indexOf(floor) }
}

/** Import and export lists, bare and dynamic imports; types too, for they shape the code as much. */
export function importsOf(file: string, text: string): string[] {
  const names = [...text.matchAll(/\b(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1]!)
  return names.flatMap((name) =>
    name.startsWith('~/')
      ? name.slice(2)
      : name.startsWith('~db/')
        ? `db/${name.slice(4)}`
        : name.startsWith('.')
          ? normalize(join(dirname(file), name))
          : [],
  )
}

/** Why this file may not import that one; null when it may. */
export function whyNotImport(file: string, target: string): string | null {
  const from = placeOf(file)
  const to = placeOf(target)
  const head = target.split('/')[0]!
  if (from.floor === 3)
    return to.floor === 3 && to.room >= 0 ? `${file} → ${target}: nothing imports a page` : null
  if (open.some((name) => target === name || head === name)) return null
  if (head === door) return from.floor >= 2 ? null : `${file} → ${target}: only pages and parts know the door`
  if (head === 'db')
    return from.floor >= 1 || /\bschema/.test(target) ? null : `${file} → ${target}: rules touch no database`
  if (to.room < 0) return `${file} → ${target}: no room imports what stands above the rooms`
  if (to.floor > from.floor) return `${file} → ${target}: a higher floor`
  if (to.room > from.room) return `${file} → ${target}: downstream`
  return null
}

const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && placeOf(file).room >= 0,
)

test('every file looks only down its own floors and back along the flow', () => {
  const wrong = files.flatMap((file) =>
    importsOf(file, readFileSync(join('app', file), 'utf8')).map((target) => whyNotImport(file, target)),
  )
  expect(wrong.filter(Boolean)).toEqual([])
})

test.each([
  ['bids/commands.server.ts', "import { place } from '~/orders/commands.server'", 'downstream'],
  ['bids/sealing.ts', "import { findBid } from './queries.server'", 'a higher floor'],
  ['bids/sealing.ts', "const rule = await import('../awards/clearing')", 'downstream'],
  ['bids/queries.server.ts', "import { flow } from '~/flow.server'", 'above the rooms'],
  ['bids/commands.server.ts', "export { enter } from '~/web/enter.server'", 'the door'],
  ['bids/sealing.ts', "import { connect } from '~db/database'", 'no database'],
  ['awards/pages/show.tsx', "import Bid from '../../bids/pages/show'", 'a page'],
])('%s with %s is refused', (file, text, why) => {
  expect(importsOf(file, text).map((target) => whyNotImport(file, target))).toEqual([
    expect.stringContaining(why),
  ])
})

test('a database is made at the top of a test file: from within a test it would never go, and the next file would use it', () => {
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.includes('.test.'),
  )
  const late = files.filter((file) =>
    /^[ \t]+.*await (aDatabase|aMarket)\(\)/m.test(readFileSync(join('test', file), 'utf8')),
  )
  expect(late.filter((file) => file !== 'architecture.test.ts')).toEqual([])
})

test('the form of an id is written down once: a looser one lets through what the database cannot read', () => {
  const all = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
  const forms = all.filter((file) =>
    /\^.*\[0-9a-f-?\]\{(36|8)\}/.test(readFileSync(join('app', file), 'utf8')),
  )
  // A publisher told by a GUID alone is another thing: it may stand in braces and in capitals.
  expect(forms.toSorted()).toEqual(['compliance/normal/publisher.ts'])
})

test('what runs before anything is installed needs no package at its start', () => {
  const needed = new Set(['start.js', 'test.js', 'check.js', 'build.js', 'test-stripe.js'])
  for (const file of needed) {
    const code = readFileSync(join('scripts', file), 'utf8')
    const imported = [...code.matchAll(/^import .*?from '(.+)'|^import '(.+)'/gm)].map(
      ([, from, bare]) => from ?? bare!,
    )
    expect(
      imported.filter((name) => !/^(node:|\.)/.test(name)),
      file,
    ).toEqual([])
    for (const name of imported) if (name.startsWith('.')) needed.add(join(dirname(file), name))
  }
  expect(needed).toContain('steps/saved-page.js')
})
