import type { RouteConfigEntry } from '@remix-run/route-config'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { causes, differencesIn, isOpen } from '~/compliance/books/causes'
import { nextStepOf } from '~/compliance/books/next-step'
import * as booksPage from '~/compliance/books/pages/books'
import { listBooks } from '~/compliance/books/queries.server'
import { disagreements } from '~/compliance/ledgers/agreeing'
import { entriesOf, leftAfter, type Life } from '~/compliance/ledgers/operations'
import { findExports, noteLedger } from '~/compliance/ledgers/exports.server'
import { lateFrom } from '~/compliance/ledgers/periods'
import * as xlsxPage from '~/compliance/ledgers/pages/ledger-xlsx'
import * as ledgersPage from '~/compliance/ledgers/pages/ledgers'
import { readLedgers } from '~/compliance/ledgers/read.server'
import { sheetOf } from '~/compliance/ledgers/sheets'
import { ledgerWorkbook } from '~/compliance/ledgers/workbook.server'
import { addDays, dayOf } from '~/kernel/workdays'
import routes from '~/routes'
import { ledgers as words } from '~/texts/zh/ledgers'
import { aDatabase } from '../support/database'
import { aProduct, anEstate } from '../support/estate'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { app, owner, worker } = database
servePages(app.pool)
const { someone } = peopleOf(database)
const manager = await someone('enterprise', ['asset_manager', 'approver'])
const estate = await anEstate(database, { orgId: manager.orgId })
const office = await aProduct(database, { category: 'office' })
const today = dayOf(new Date())

const life = (facts: Partial<Life>): Life => ({
  id: 'a', no: 'OF-0001', key: 'office commercial', computerId: 'c1', from: '2026-01-05', until: null, computerState: 'in_use', unit: null, ...facts,
}) // oxfmt-ignore
const told = (lives: readonly Life[]) =>
  entriesOf(lives).map(({ on, operation, no }) => `${on} ${operation} ${no}`)

test('an upgrade is two rows of one day, the old one out before the new one in, and leaves the stock as it was', () => {
  const lives = [
    life({ until: '2026-03-02' }),
    life({ id: 'b', no: 'OF-0002', from: '2026-03-02' }),
    life({ id: 'z', computerId: 'c2', from: '2026-02-01' }),
  ]
  expect(told(lives)).toEqual([
    '2026-01-05 install OF-0001',
    '2026-02-01 install OF-0001',
    '2026-03-02 upgrade_out OF-0001',
    '2026-03-02 upgrade_in OF-0002',
  ])
  const rights = [{ key: 'office commercial', quantity: 5, startsOn: '2025-01-01', endsOn: null }]
  expect(leftAfter(entriesOf(lives), rights)).toEqual([4, 3, 4, 3])
})

test('what comes back is reinstalled, and what a computer takes along is scrapped or handed over', () => {
  expect(told([life({ until: '2026-02-01' }), life({ id: 'b', from: '2026-02-09' })])).toEqual([
    '2026-01-05 install OF-0001', '2026-02-01 uninstall OF-0001', '2026-02-09 reinstall OF-0001',
  ]) // oxfmt-ignore
  expect(told([life({ until: '2026-02-01', computerState: 'scrapped' })])[1]).toContain('scrap')
  expect(told([life({ until: '2026-02-01', computerState: 'transferred' })])[1]).toContain('transfer')
})

test('installs less uninstalls are what is installed, whatever happened', () => {
  const day = fc.integer({ min: 0, max: 6 }).map((at) => addDays('2026-01-01', at))
  const lives = fc.array(
    fc.record({
      no: fc.constantFrom('OF-0001', 'OF-0002'),
      computerId: fc.constantFrom('c1', 'c2'),
      from: day,
      stays: fc.option(fc.nat(5)),
      computerState: fc.constantFrom('in_use', 'scrapped'),
    }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(lives, (some) => {
      const all = some.map(({ stays, from, ...facts }, at) =>
        life({ id: String(at), ...facts, from, until: stays === null ? null : addDays(from, stays) }),
      )
      for (const no of ['OF-0001', 'OF-0002']) {
        const own = all.filter((one) => one.no === no)
        const sum = entriesOf(all)
          .filter((entry) => entry.no === no)
          .reduce((total, { adds }) => total + adds, 0)
        expect(sum).toBe(own.filter(({ until }) => until === null).length)
      }
    }),
  )
})

test('a difference between the ledgers holds every export back', async () => {
  expect(disagreements({ one: { a: 2, b: 1 }, two: { a: 2, b: 1 }, three: { a: 2, b: 1 } })).toEqual([])
  expect(disagreements({ one: { a: 2, b: 1 }, two: { a: 2 }, three: { a: 1, b: 1 } })).toEqual(['a', 'b'])
  const its = await readLedgers(manager.db, manager.actor)
  await expect(ledgerWorkbook('one', { ...its, differing: ['OF-0001'] }, today)).rejects.toThrow('OF-0001')
})

test('the three ledgers agree on an upgraded, a covered and an uncovered computer; numbers stay when more software comes', async () => {
  const [first, second, third] = await estate.computers(3)
  const [old] = await estate.install([first!, second!, third!], office, { release: '2019' })
  await estate.entitle(office, {
    release: '2019',
    quantity: 2,
    licenseNo: '0012345678901234567',
    channel: 'volume-mak',
  })
  const before = await readLedgers(manager.db, manager.actor)
  expect(before.differing).toEqual([])
  expect(before.software).toMatchObject([{ no: 'OF-0001', installed: 3, covered: 2, licenses: 2 }])

  await owner.db
    .updateTable('installations')
    .set({ removedOn: sql<string>`shanghai_day()` })
    .where('id', '=', old!)
    .execute()
  await estate.install([first!], office, { release: '2021' })
  const its = await readLedgers(manager.db, manager.actor)
  expect(its.differing).toEqual([])
  expect(its.software.map(({ no, installed }) => [no, installed])).toEqual([
    ['OF-0001', 2],
    ['OF-0002', 1],
  ])
  const rows = sheetOf('three', its, words, today).rows.map(([, on, operation, , , , left]) => [
    on,
    operation,
    left,
  ])
  expect(rows.filter(([, operation]) => String(operation).startsWith('升级'))).toEqual([
    [today, '升级卸载', 0], [today, '升级安装', 0],
  ]) // oxfmt-ignore
  expect(sheetOf('two', its, words, today).rows.filter(([, , , no]) => no !== null)).toHaveLength(3)
  const total = sheetOf('one', its, words, today).rows.at(-1)!
  expect([total[3], total[8], total[9], total[10]]).toEqual(['合计', 3, 2, 1])
})

test('a ledger opens as a workbook: official heads, text and figures, no formula, long numbers whole', async () => {
  await owner.db
    .updateTable('products')
    .set({ nameZh: '=HYPERLINK("http://x.example","点我")' })
    .where('id', '=', office.id)
    .execute()
  const its = await readLedgers(manager.db, manager.actor)
  for (const key of ['one', 'two', 'three'] as const) {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await ledgerWorkbook(key, its, today)) as unknown as ArrayBuffer)
    const [sheet, notes] = book.worksheets
    expect(book.worksheets.map(({ name }) => name)).toEqual([sheet!.name, '说明'])
    expect(sheet!.getCell('A1').value).toBe(words.names[key])
    expect((sheet!.getRow(4).values as string[]).slice(1)).toEqual([...words.sheet[key]])
    expect(sheet!.views[0]).toMatchObject({ state: 'frozen', ySplit: 4 })
    expect(sheet!.pageSetup).toMatchObject({ orientation: 'landscape', paperSize: 9 })
    expect(String(notes!.getCell('B7').value)).toMatch(/^[0-9a-f]{64}$/)
    const kinds = new Set<number>()
    sheet!.eachRow((row) => row.eachCell((cell) => kinds.add(cell.type)))
    expect(
      [...kinds].filter((kind) => kind !== ExcelJS.ValueType.String && kind !== ExcelJS.ValueType.Number),
    ).toEqual([])
    if (key === 'one') {
      const line = sheet!.getRow(5)
      expect(line.getCell(4).value).toBe(`'=HYPERLINK("http://x.example","点我")`)
      expect(line.getCell(14).value).toBe('0012345678901234567')
    }
  }
})

test('the ledgers, each file and the books are one’s own', async () => {
  const cookie = await cookieFor(worker.db, manager)
  const see = (loader: unknown, params = {}) => visit(loader as never, { params, cookie })
  expect((await see(ledgersPage.loader)).status).toBe(200)
  expect((await see(xlsxPage.loader, { ledger: '2.xlsx' })).status).toBe(200)
  expect((await see(xlsxPage.loader, { ledger: '4.xlsx' })).status).toBe(404)
  expect((await see(booksPage.loader)).status).toBe(200)
  const stranger = await someone('enterprise', ['asset_manager'])
  expect((await readLedgers(stranger.db, stranger.actor)).software).toEqual([])
  expect((await readLedgers(stranger.db, stranger.actor)).lives).toEqual([])
  expect(await listBooks(stranger.db, stranger.actor)).toEqual([])
})

test('each difference between books and use has its cause', async () => {
  const book = {
    gap: 3,
    surplus: 4,
    idle: 1,
    pooled: 2,
    otherEdition: 1,
    unproven: 5,
    uninvoiced: 6,
    unrecognized: 7,
    unlisted: 8,
    undetermined: 9,
  }
  expect(differencesIn(book)).toEqual([
    { cause: 'installed-not-bought', units: 2 },
    { cause: 'bought-not-installed', units: 3 },
    { cause: 'assigned-not-installed', units: 1 },
    { cause: 'installed-not-assigned', units: 2 },
    { cause: 'edition-differs', units: 1 },
    { cause: 'claimed-without-evidence', units: 5 },
    { cause: 'delivered-not-invoiced', units: 6 },
    { cause: 'title-unrecognized', units: 7 },
    { cause: 'list-missing', units: 8 },
    { cause: 'edition-untold', units: 9 },
  ])
  const [row] = await listBooks(manager.db, manager.actor)
  expect(row).toMatchObject({ productId: office.id, installed: 3, gap: 1 })
  expect(row!.differences.map(({ cause }) => cause)).toContain('installed-not-bought')
})

test('each cause leads to a page of the map', async () => {
  const pathsOf = (entries: readonly RouteConfigEntry[]): string[] =>
    entries.flatMap(({ path, children = [] }) => [path ?? '', ...pathsOf(children)])
  const paths = new Set(pathsOf(routes))
  for (const cause of causes) {
    const { pathname } = new URL(nextStepOf(cause, { slug: 'wps-office', name: 'WPS Office' }), 'http://x')
    expect(paths).toContain(pathname.slice(1).replace('wps-office', ':slug'))
  }
})

test('a ledger that was taken along is on record, and is late from the day on which its period ends', async () => {
  const its = await someone('enterprise', ['asset_manager'])
  const own = await anEstate(database, { orgId: its.orgId })
  await own.entitle(office)
  expect(await findExports(its.db, its.actor)).toEqual({})
  const cookie = await cookieFor(worker.db, its)
  const file = await xlsxPage.loader({
    request: new Request('http://localhost:3000/compliance/ledgers/2.xlsx', { headers: { cookie } }),
    params: { ledger: '2.xlsx' },
    context: {},
  } as never)
  expect((file as Response).status).toBe(200)
  expect(await findExports(its.db, its.actor)).toEqual({ two: today })
  const stranger = await someone('enterprise', ['asset_manager'])
  expect(await findExports(stranger.db, its.actor)).toEqual({})

  const onTime = async (day: string) =>
    (await sql<{ n: number }>`select ledgers_on_time(${its.orgId}, ${day}::date) as n`.execute(owner.db))
      .rows[0]!.n
  await its.db.transaction().execute(async (tx) => {
    for (const key of ['one', 'three'] as const) await noteLedger(tx, its.actor, key, new Date())
  })
  for (const [key, left] of [
    ['three', 2],
    ['two', 1],
    ['one', 0],
  ] as const) {
    expect(await onTime(addDays(lateFrom(key, today), -1))).toBe(left + 1)
    expect(await onTime(lateFrom(key, today))).toBe(left)
  }
})

test('the causes that a pilot is judged by are those of the books that ask for something to be done', async () => {
  const its = await someone('enterprise', ['asset_manager'])
  const own = await anEstate(database, { orgId: its.orgId })
  const [short, spare, idle, untold, unproven, even] = [
    await aProduct(database), await aProduct(database), await aProduct(database),
    await aProduct(database), await aProduct(database), await aProduct(database),
  ] // oxfmt-ignore
  const [machine, other] = (await own.computers(2)) as [string, string]
  await own.install([machine], short)
  await own.entitle(spare, { quantity: 3 })
  const entitlementId = await own.entitle(idle, { quantity: 1 })
  await owner.db
    .insertInto('assignments')
    .values({ orgId: its.orgId, entitlementId, unitNo: 1, computerId: other })
    .execute()
  await own.install([machine], untold, { edition: null })
  await own.entitle(unproven)
  await own.entitle(unproven, { quantity: 2, source: 'claimed', state: 'claimed' })
  await own.install([machine], even)
  await own.entitle(even, { quantity: 1 })

  const books = await listBooks(its.db, its.actor)
  const open = books
    .filter(({ differences }) => differences.some(({ cause }) => isOpen(cause)))
    .map(({ productId }) => productId)
  const { rows } = await sql<{ id: string }>`select products_with_open_causes(${its.orgId}) as id`.execute(
    owner.db,
  )
  expect(rows.map(({ id }) => id).toSorted()).toEqual(open.toSorted())
  expect(open.toSorted()).toEqual([short, idle, untold, unproven].map(({ id }) => id).toSorted())
})
