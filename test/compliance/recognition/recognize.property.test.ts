import fc from 'fast-check'
import { expect, test } from 'vitest'
import { basePack, basePackData } from '~/compliance/packs/base'
import { recognizer } from '~/compliance/recognition/recognize'
import type { Installation } from '~/compliance/recognition/result'
import type { InventoryRecord, SoftwareRecord } from '~/compliance/record'

const recognize = recognizer(basePack())
const samples = basePackData.rules.flatMap(({ examples }) => examples)

const aSample = fc.oneof(
  fc.constantFrom(...samples),
  fc.record({
    title: fc.constantFrom('Ledger Master 12.3', 'Microsoft Office Professional Plus 2019 Copy'),
    publisher: fc.constantFrom('Somebody', null),
    version: fc.constant('12.3'),
  }),
)
// Rows of few products, so that heads, parts, editions and releases of one product meet in one list.
const families = [
  ...Map.groupBy(basePackData.rules, ({ product, memberOf }) => memberOf ?? product).values(),
].map((rules) => rules.flatMap(({ examples }) => examples))
const ofFamilies = fc
  .array(fc.constantFrom(...families.filter(({ length }) => length > 3)), { minLength: 1, maxLength: 3 })
  .chain((chosen) => fc.array(fc.constantFrom(...chosen.flat()), { maxLength: 14 }))
const aList = fc.oneof(fc.array(aSample, { maxLength: 24 }), ofFamilies)

const computer = 'c1'
function records(list: readonly (typeof samples)[number][], source = 1): InventoryRecord[] {
  return list.map(({ title, publisher, version }, at) => aRow(at + 1, source, title, publisher, version))
}
const aRow = (
  row: number,
  source: number,
  name: string,
  publisher?: string | null,
  version?: string | null,
): SoftwareRecord => ({
  record: 'inventory-record/1',
  kind: 'software',
  source,
  computer,
  row,
  line: row,
  name,
  version: version ?? null,
  publisher: publisher ?? null,
  architecture: null,
  language: null,
  scope: null,
  origin: 'registry',
  packageId: null,
  installedOn: null,
  count: 1,
  hints: [],
  truncated: [],
  damaged: [],
})

/** What is installed, without the numbers that rows and installations go by. */
const installed = (rows: InventoryRecord[]) =>
  recognize(rows)
    .filter((line): line is Installation => line.kind === 'installation')
    .map((one) => JSON.stringify([one.product, one.edition, one.release, one.class, one.version, one.marks]))
    .toSorted()

test('every row is recognized as something, and none twice', () => {
  fc.assert(
    fc.property(aList, (list) => {
      const rows = recognize(records(list)).filter(({ kind }) => kind === 'row')
      expect(rows.map((line) => line.kind === 'row' && line.row)).toEqual(list.map((_, at) => at + 1))
    }),
  )
})

test('the order of a list does not change what is installed', () => {
  const shuffled = aList.chain((list) => fc.tuple(fc.constant(list), shuffle(list)))
  fc.assert(
    fc.property(shuffled, ([list, other]) => {
      expect(installed(records(other))).toEqual(installed(records(list)))
    }),
    { numRuns: 500 },
  )
})

test('one list split into two files of a computer installs the same', () => {
  fc.assert(
    fc.property(aList, fc.infiniteStream(fc.boolean()), (list, sides) => {
      const first: typeof list = []
      const second: typeof list = []
      for (const one of list) (sides.next().value ? first : second).push(one)
      expect(installed([...records(first), ...records(second, 2)])).toEqual(installed(records(list)))
    }),
  )
})

test('a list read twice installs the same as once', () => {
  fc.assert(
    fc.property(aList, (list) => {
      expect(installed([...records(list), ...records(list, 2)])).toEqual(installed(records(list)))
    }),
  )
})

test('a suggestion is never a decision: what it names is unknown', () => {
  fc.assert(
    fc.property(aList, (list) => {
      for (const line of recognize(records(list)))
        if (line.kind === 'row' && line.suggestions.length > 0)
          expect([line.class, line.product, line.installation]).toEqual(['unknown', null, null])
    }),
  )
})

function shuffle<T>(list: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...list], { minLength: list.length })
}
