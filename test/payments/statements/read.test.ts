import ExcelJS from 'exceljs'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { layouts } from '~/payments/statements'
import { readStatement } from '~/payments/statements/read'
import { runningBalance } from '~/payments/statements/running-balance'
import { readSheet } from '~/payments/statements/sheet.server'

const sampleOf = (layout: string) => `test/samples/statements/${layout.replace('/', '-')}.csv`

async function read(bytes: Buffer | string, name = 'statement.csv') {
  const { rows, encoding } = await readSheet(Buffer.from(bytes), name)
  return { encoding, ...readStatement(rows)! }
}

// Each sample tells the same three lines of 24 November.
test.each(layouts.map(({ name }) => name))('the sample of %s is read by its layout', async (layout) => {
  const statement = await read(await readFile(sampleOf(layout)))
  expect(statement.layout).toBe(layout)
  expect(statement.problems).toEqual([])
  const lines = statement.lines.toSorted((a, b) => (a.serialNo! < b.serialNo! ? -1 : 1))
  expect(lines.map(({ direction, amount, balance }) => [direction, amount, balance])).toEqual([
    ['C', 2_400_000n, 12_400_000n],
    ['D', 1_850_000n, 10_550_000n],
    ['C', 1n, 10_550_001n],
  ])
  expect(lines.map(({ counterpartyAccount }) => counterpartyAccount)).toEqual([
    '6222020200112233445',
    '6228480402564890018',
    '371012345678',
  ])
  expect(lines[0]!.counterpartyName).toBe('示例制造有限公司')
  expect(lines.every(({ bookedOn }) => bookedOn === '2026-11-24')).toBe(true)
  expect([null, '15:30:12']).toContain(lines[2]!.bookedTime)
  expect(runningBalance(statement.lines)).toMatchObject({
    opening: 10_000_000n,
    closing: 10_550_001n,
    breaks: [],
  })
})

test('a descending statement is noticed', async () => {
  const { lines, encoding } = await read(await readFile(sampleOf('in-out-columns')))
  expect(encoding).toBe('gb18030')
  expect(runningBalance(lines).order).toBe('descending')
})

test('the first sheet of a workbook is read like a file of text', async () => {
  const { rows } = await readSheet(await readFile(sampleOf('titled-report')), 'a.csv')
  const book = new ExcelJS.Workbook()
  book.addWorksheet('明细').addRows(rows)
  book.addWorksheet('说明').addRow(['nothing'])
  const bytes = Buffer.from(await book.xlsx.writeBuffer())
  const statement = await read(bytes, 'statement.xlsx')
  expect(statement).toEqual({ ...readStatement(rows)!, encoding: 'xlsx' })
})

test('numbers and dates typed into a workbook keep their meaning; a rounded account is refused', async () => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('a').addRows([
    ['交易时间', '流水号', '交易金额', '余额', '对方账号'],
    [new Date('2026-11-24T15:30:12Z'), 20261124001, 0.1 + 0.2, 1234.5, '6222020200112233445'],
    [new Date('2026-11-24T00:00:00Z'), 20261124002, 1.005, 1235.5, ''],
    [new Date('2026-11-24T00:00:00Z'), 20261124003, 2, 1235.5, 6222020200112233],
  ])
  const { lines, problems } = await read(Buffer.from(await book.xlsx.writeBuffer()), 'a.xlsx')
  expect(lines[0]).toMatchObject({
    bookedTime: '15:30:12',
    serialNo: '20261124001',
    amount: 30n,
    balance: 123_450n,
  })
  expect(problems).toEqual([
    { row: 3, column: '交易金额', code: 'money-places' },
    { row: 4, column: '对方账号', code: 'number-rounded' },
  ])
})

const sheet = (...rows: string[]) => ['交易日期,流水号,收入,支出,余额,对方账号,附言', ...rows].join('\n')

test.each([
  ['2026-11-31,1,5,,5,,', '交易日期', 'date-unknown'],
  ['2026-11-24,1,5,6,5,,', '支出', 'both-sides'],
  ['2026-11-24,1,,,5,,', '收入', 'money-missing'],
  ['2026-11-24,1,"1,23",,5,,', '收入', 'money-grouping'],
  ['2026-11-24,1,1e3,,5,,', '收入', 'money-form'],
  ['2026-11-24,1,1.001,,5,,', '收入', 'money-places'],
  ['2026-11-24,1,-5,,5,,', '收入', 'amount-not-positive'],
  ['2026-11-24,1,5,,x,,', '余额', 'money-form'],
  ['2026-11-24,1,5,,5,6.22E+18,', '对方账号', 'number-rounded'],
  ['2026-11-24,2.02E+12,5,,5,,', '流水号', 'number-rounded'],
])('%s is refused with row and column', async (row, column, code) => {
  const { problems } = await read(sheet('2026-11-24,0,1,,1,,', row))
  expect(problems).toEqual([{ row: 3, column, code }])
})

test('a byte order mark is no part of the first header, and thousands may be grouped as they should', async () => {
  const plain = sheet('2026-11-24,1,"1,234,567.80",,5,,', '2026-11-24,2,￥１２３.４０,,6,,')
  const { lines, problems } = await read(Buffer.from(`\ufeff${plain}`))
  expect(problems).toEqual([])
  expect(lines.map(({ amount }) => amount)).toEqual([123_456_780n, 12_340n])
  expect(await read(Buffer.from(plain))).toMatchObject({ lines })
})

test('money of another currency is refused with row and column', async () => {
  const { problems } = await read('交易时间,金额,币种\n2026-11-24,5,人民币\n2026-11-24,5,USD\n')
  expect(problems).toEqual([{ row: 3, column: '币种', code: 'currency-unknown' }])
})

test('two hundred thousand lines are read; one more is refused by its row', () => {
  const header = ['交易日期', '流水号', '收入', '支出', '余额']
  const many = Array.from({ length: 200_000 }, (_, n) => ['2026-11-24', String(n), '1', '', String(n + 1)])
  const statement = readStatement([header, ...many])!
  expect(statement.problems).toEqual([])
  expect(statement.lines).toHaveLength(200_000)
  expect(readStatement([header, ...many, many[0]!])!.problems).toEqual([
    { row: 200_002, column: '', code: 'too-many-rows' },
  ])
})

test('an unknown flag is refused', async () => {
  const { problems } = await read('交易时间,借贷标志,金额\n2026-11-24,X,5\n')
  expect(problems).toEqual([{ row: 2, column: '借贷标志', code: 'flag-unknown' }])
})

test('blank rows are passed over and rows keep the numbers of the file', async () => {
  const { lines } = await read(sheet('', '2026-11-24,1,5,,5,,', '', '2026-11-25,2,,2,3,,'))
  expect(lines.map(({ row }) => row)).toEqual([3, 5])
})

test('all remarks are kept, and no code is read across two of them', async () => {
  const { lines } = await read('交易时间,金额,摘要,附言,用途\n2026-11-24 09:00,5,JZ7K,3M2F,货款\n')
  expect(lines[0]!.remark).toBe('JZ7K | 3M2F | 货款')
})

test('a file that is no statement has no layout, one in another encoding is refused', async () => {
  const { rows } = await readSheet(Buffer.from('a,b\n1,2\n'), 'a.csv')
  expect(readStatement(rows)).toBeNull()
  await expect(readSheet(Buffer.from([0x61, 0xff, 0xff, 0x0a]), 'a.csv')).rejects.toThrow('encoding-unknown')
  await expect(readSheet(Buffer.from('no zip'), 'a.xlsx')).rejects.toThrow('archive-broken')
})
