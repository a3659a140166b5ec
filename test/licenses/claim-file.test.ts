import { expect, test } from 'vitest'
import { claimColumns } from '~/licenses/entitlements/claim-file'
import * as claimImport from '~/licenses/entitlements/pages/claim-import'
import * as csvPage from '~/licenses/entitlements/pages/licenses-csv'
import { aDatabase } from '../support/database'
import { anEstate, aProduct } from '../support/estate'
import { aZip } from '../support/packed-zip'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { app, worker } = database
const { someone } = peopleOf(database)
servePages(app.pool)
const cad = await aProduct(database, { slug: 'older-cad', releases: [] })

async function aManager() {
  const manager = await someone('enterprise', ['asset_manager'])
  return { manager, cookie: await cookieFor(worker.db, manager), estate: await anEstate(database, manager) }
}
type Manager = Awaited<ReturnType<typeof aManager>>
type Checked = {
  ready: number
  proven: number
  problems: { line: number; column: string; code: string }[]
  text: string
  bundle: string | null
}

const answered = async ({ cookie }: Manager, file: File) => {
  const form = new FormData()
  form.append('move', 'check')
  form.append('file', file)
  return visit(claimImport.action, { cookie, form })
}
const check = async (who: Manager, file: File) =>
  ((await answered(who, file)).data as { checked: Checked }).checked
const record = ({ cookie }: Manager, { text, bundle }: Checked) =>
  visit(claimImport.action, { cookie, form: { move: 'import', list: text, bundle: bundle ?? '' } })
const listed = ({ manager }: Manager) =>
  manager.db.selectFrom('entitlements').select(['quantity', 'licenseNo', 'evidenceFileId', 'state']).orderBy('quantity').execute() // oxfmt-ignore

test('of 1,000 older licenses with 7 wrong rows 993 are ready and 7 named by line, column and code; a formula is exported as text', async () => {
  const head = 'product,quantity,term,starts_on,ends_on,license_no,unit_price,metric'
  const rows = Array.from({ length: 1_000 }, (_, at) => [
    'older-cad',
    String(at + 1),
    'perpetual',
    '2024-01-05',
    '',
    at === 0 ? '=1+1' : `L-${at}`,
    '12.50',
    'device',
  ])
  const wrong: [number, number, string, string, string][] = [
    [10, 0, 'no-such', 'product', 'product-unknown'],
    [200, 1, 'many', 'quantity', 'quantity-form'],
    [300, 1, '0', 'quantity', 'quantity-range'],
    [400, 2, 'subscription', 'ends_on', 'end-of-term'],
    [500, 3, 'in spring', 'starts_on', 'day-form'],
    [600, 6, 'twelve', 'unit_price', 'money-form'],
    [999, 7, 'per village', 'metric', 'value-unknown'],
  ]
  for (const [at, cell, value] of wrong) rows[at]![cell] = value
  const who = await aManager()
  const list = [head, ...rows.map((row) => row.join(','))].join('\r\n')
  const checked = await check(who, new File([list], 'entitlements.csv'))
  expect(checked.ready).toBe(993)
  expect(checked.problems).toEqual(wrong.map(([at, , , column, code]) => ({ line: at + 2, column, code })))
  expect(await listed(who)).toEqual([])
  await record(who, checked)
  expect(await listed(who)).toHaveLength(993)
  const answer = await csvPage.loader({
    request: new Request('http://localhost/licenses.csv', { headers: { cookie: who.cookie } }),
    params: {},
    context: {},
  } as never)
  const cells = (await (answer as Response).text()).split(/[,\r\n]/)
  expect(cells).toContain(`"'=1+1"`)
  expect(cells).not.toContain('"=1+1"')
}, 120_000)

const paper = Buffer.from('%PDF-1.7 deed of purchase')
const list = (...evidence: string[]) =>
  Buffer.from(
    [
      '产品,许可数,起始日,凭证文件',
      ...evidence.map((name, at) => `older-cad,${at + 1},2024-01-05,${name}`),
    ].join('\n'),
  )

test('a zip brings the list with its papers: each row has the one that it names, and counts; the rest says what is missing', async () => {
  const who = await aManager()
  const zip = aZip([
    { name: 'papers/Deed-1.PDF', data: paper },
    { name: 'tool.exe', data: Buffer.from([0x4d, 0x5a, 0, 0, 0xff, 0xfe, 0]) },
    { name: 'list.csv', data: list('deed-1.pdf', '', 'Papers\\deed-1.pdf', 'gone.pdf', 'tool.exe') },
  ])
  const checked = await check(who, new File([zip as never], 'older.zip'))
  expect(checked).toMatchObject({ ready: 3, proven: 2, text: '' })
  expect(checked.problems).toEqual([
    { line: 5, column: 'evidence', code: 'evidence-not-there' },
    { line: 6, column: 'evidence', code: 'file-type' },
  ])
  expect(await listed(who)).toEqual([])
  await record(who, checked)
  const rows = await listed(who)
  expect(rows.map(({ quantity, evidenceFileId }) => [quantity, evidenceFileId !== null])).toEqual([
    [1, true],
    [2, false],
    [3, true],
  ])
  expect(rows[0]!.evidenceFileId).toBe(rows[2]!.evidenceFileId)
  expect(await who.estate.position(cad)).toMatchObject({ entitled: 4 })
})

test('names in GBK are found; a zip without a list, or with two that might be it, is refused; alone a list has no papers', async () => {
  const who = await aManager()
  const gbk = Buffer.from([0xb7, 0xa2, 0xc6, 0xb1, 0x2e, 0x70, 0x64, 0x66]) // 发票.pdf
  const zip = (...entries: Parameters<typeof aZip>[0]) => new File([aZip(entries) as never], 'a.zip')
  const found = await check(
    who,
    zip({ name: gbk, data: paper, flags: 0 }, { name: 'a.csv', data: list('发票.pdf') }),
  )
  expect(found).toMatchObject({ ready: 1, proven: 1, problems: [] })
  const refused = { status: 422, data: { refusal: { code: 'claims-list-missing', field: 'file' } } }
  expect(await answered(who, zip({ name: 'a.pdf', data: paper }))).toMatchObject(refused)
  const two = [{ name: 'a.csv', data: list('') }, { name: 'b.csv', data: list('') }] // oxfmt-ignore
  expect(await answered(who, zip(...two))).toMatchObject(refused)
  expect(await check(who, zip(...two, { name: 'Entitlements.csv', data: list('', '') }))).toMatchObject({
    ready: 2,
  })
  expect(await check(who, new File([list('deed.pdf', '') as never], 'a.csv'))).toMatchObject({
    ready: 1,
    problems: [{ line: 2, column: 'evidence', code: 'evidence-not-there' }],
  })
  expect(claimColumns.evidence).toContain('凭证文件')
})

test('a zip that another enterprise has checked records nothing here', async () => {
  const [who, stranger] = [await aManager(), await aManager()]
  const zip = new File([aZip([{ name: 'a.csv', data: list('') }]) as never], 'a.zip')
  const checked = await check(who, zip)
  expect(await record(stranger, checked)).toMatchObject({ data: { refusal: { code: 'nothing-to-record' } } })
  expect(await listed(stranger)).toEqual([])
})
