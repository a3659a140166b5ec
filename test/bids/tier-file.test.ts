import fc from 'fast-check'
import { encode } from 'iconv-lite'
import { expect, test } from 'vitest'
import { readTable } from '~/bids/tiers/read-table'
import { letterOf, tiersIn } from '~/bids/tiers/tiers-in'
import { writeCsv } from '~/kernel/csv'
import { writeWorkbook } from '~/kernel/workbook.server'

const terms = { referencePrice: 100_000n, maxTiers: 3, steps: null }
const text = (csv: string) => new TextEncoder().encode(csv)

async function told(bytes: Uint8Array) {
  const table = await readTable(bytes)
  if (typeof table === 'string') return table
  const { rows, problems } = tiersIn(table, terms)
  return {
    rows,
    problems: problems.map(
      ({ line, column, code }) => `${line}${column === null ? '' : letterOf(column)} ${code}`,
    ),
  }
}

const curve = [
  ['1', '900.00'],
  ['50', '850.5'],
]

test('two columns are tiers, whatever separates them, with a head or without', async () => {
  const good = { rows: curve, problems: [] }
  expect(await told(text('1,900.00\n50,850.5\n'))).toEqual(good)
  expect(await told(text('\ufeff1;900.00\r\n50;850.5\r\n'))).toEqual(good)
  expect(await told(text('from\tprice\n\n1\t900.00\n50\t850.5'))).toEqual(good)
  expect(await told(encode('备注,单价（元）,从数量\n甲,900.00,1\n乙,850.5,50\n', 'gb18030'))).toEqual(good)
})

test('a workbook is read as a text is, numbers as they were typed', async () => {
  const bytes = await writeWorkbook([
    {
      name: '报价',
      head: ['从数量', '单价'],
      rows: [
        [1, 900],
        [50, 850.5],
      ],
    },
  ])
  expect(await told(bytes)).toEqual({
    rows: [
      ['1', '900'],
      ['50', '850.50'],
    ],
    problems: [],
  })
})

test('what is wrong is named by line and column of the file, and stands in the grid as it was written', async () => {
  const { rows, problems } = (await told(text('price,note,from\n"900.00",,1\n\nzwölf,,50\n'))) as never
  expect(rows).toEqual([
    ['1', '900.00'],
    ['50', 'zwölf'],
  ])
  expect(problems).toEqual(['4A money-form'])
  expect(await told(text('1,900\n50,950\n40,1200\n'))).toMatchObject({
    problems: ['2B price-rising', '3A from-not-rising', '3B above-reference'],
  })
})

test('an amount that fell apart at its comma is not taken for a small one in silence', async () => {
  expect(await told(text('1,900\n50,"850.50"\n80,1,200.00\n'))).toMatchObject({ problems: ['3 cells-more'] })
})

test('what is no table, or too large, is refused whole', async () => {
  expect(await told(text(''))).toBe('not-a-table')
  expect(await told(text('one column\nonly\n'))).toBe('not-a-table')
  expect(await told(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 1, 2]))).toBe('not-a-table')
  expect(await told(text('%PDF-1.7\n\u0000,\u0001'))).toBe('not-a-table')
  expect(await told(text('PK\u0003\u0004 no zip'))).toBe('not-a-table')
  expect(await told(new Uint8Array(1024 * 1024 + 1))).toBe('table-too-large')
  expect(await told(text('1,900\n'.repeat(102)))).toBe('table-too-large')
})

test('a workbook that unpacks to more than it says a table needs is not unpacked', async () => {
  const bytes = Buffer.from(await writeWorkbook([{ name: 'a', head: ['from', 'price'], rows: [[1, 2]] }]))
  const entry = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]))
  bytes.writeUInt32LE(1 << 30, entry + 24)
  expect(await told(bytes)).toBe('table-too-large')
})

test('any bytes give a table or a refusal, and any rows come back from their CSV', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      const table = await readTable(bytes)
      expect(typeof table === 'string' || Array.isArray(table)).toBe(true)
    }),
  )
  const cell = fc.stringMatching(/^[0-9.,]{1,8}$/)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), async (rows) => {
      const read = (await told(text(writeCsv(['from', 'price'], rows)))) as { rows: string[][] }
      expect(read.rows).toEqual(rows)
    }),
  )
})
