import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeCsv } from '~/kernel/csv'
import { dayOf } from '~/kernel/workdays'
import { registerOrganization } from '~/people/commands.server'
import { listOrganizations, countUnanswered } from '~/people/directory.server'
import * as csv from '~/people/pages/organizations-csv'
import * as desk from '~/people/pages/organization-desk'
import * as directory from '~/people/pages/organizations'
import * as extract from '~/people/registration/pages/extract'
import * as refusedCsv from '~/people/registration/pages/refused-csv'
import * as registration from '~/people/registration/pages/registration'
import { readRegistration } from '~/people/registration/reading'
import { usccOf } from '~/people/uscc'
import * as searchPage from '~/program/pages/search'
import { door } from '~/web/database.server'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { owner, app, worker } = database
const { anOrganization, anOfficer, someone } = peopleOf(database)
servePages(app.pool)

await owner.db
  .insertInto('districts')
  .values([
    { code: '370202', nameZh: '南区', nameEn: 'South' },
    { code: '370211', nameZh: '临港区', nameEn: 'Harbor' },
    { code: '370285', nameZh: '新区', nameEn: 'New' },
  ])
  .execute()
await owner.db
  .insertInto('sectors')
  .values([
    { code: 'C', nameZh: '制造业', nameEn: 'Manufacturing' },
    { code: 'J66', nameZh: '货币金融服务', nameEn: 'Banking' },
  ])
  .execute()
const [office, harbor, banking] = [
  await anOrganization('agency'),
  await anOrganization('agency'),
  await anOrganization('agency'),
]
await owner.db
  .insertInto('agencies')
  .values([
    { orgId: office, office: true },
    { orgId: harbor, districts: ['370211', '370202'] },
    { orgId: banking, sectors: ['J66'] },
  ])
  .execute()
const officer = await anOfficer(office)
const cookie = await cookieFor(worker.db, officer)
const today = dayOf(new Date())

const heads = ['统一社会信用代码', '企业名称', '行政区划', '行业代码', '登记状态', '核查日期', '从业人员']
const codeOf = (n: number) => usccOf({ district: '370200', organization: `R${String(n).padStart(7, '0')}` })
const rowOf = (n: number, facts: Partial<Record<'name' | 'district' | 'sector' | 'state' | 'day' | 'count', string>> = {}) => [
  codeOf(n), facts.name ?? `登记企业${n}`, facts.district ?? '370211', facts.sector ?? 'C', facts.state ?? '存续', facts.day ?? today, facts.count ?? '',
] // oxfmt-ignore

async function hand(rows: readonly (readonly string[])[], columns: readonly string[] = heads) {
  const form = new FormData()
  form.set('file', new File([writeCsv(columns, rows)], 'extract.csv', { type: 'text/csv' }))
  return visit(registration.action, { cookie, form })
}
const importOf = (location: string | null) => /registration\/([^?]+)/.exec(location ?? '')?.[1] ?? ''
const kept = (importId: string) =>
  owner.db
    .selectFrom('registrationRows')
    .selectAll()
    .where('importId', '=', importId)
    .orderBy('line')
    .execute()
const enterprise = (n: number) =>
  owner.db.selectFrom('organizations').selectAll().where('uscc', '=', codeOf(n)).executeTakeFirstOrThrow()

test('of ten thousand rows none is lost: each enterprise has a unit that answers for it or is an exception, each bad row its line and column', async () => {
  const districts = ['370202', '370211', '370285']
  const rows = Array.from({ length: 10_000 }, (_, n) =>
    n % 1000 === 7
      ? rowOf(n, { district: '999999', count: 'x' })
      : rowOf(n, { district: districts[n % 3]!, sector: n % 10 === 0 ? 'J66' : 'C' }),
  )
  const importId = importOf((await hand(rows)).location)
  const all = await kept(importId)
  expect(all.map(({ line }) => line)).toEqual(rows.map((_, n) => n + 2))
  const refused = all.filter(({ outcome }) => outcome === 'refused')
  expect(refused.map(({ line }) => line)).toEqual(Array.from({ length: 10 }, (_, n) => n * 1000 + 9))
  expect(refused[0]!.problems).toEqual([
    { column: 'district', code: 'district-unknown' },
    { column: 'headcount', code: 'whole-number' },
  ])
  expect(all.filter(({ outcome }) => outcome === 'added')).toHaveLength(9_990)

  const total = async (agency?: string) =>
    (await listOrganizations(officer.db, officer.actor, { kind: 'enterprise', agency })).total
  const unanswered = await countUnanswered(officer.db)
  expect(await total()).toBe(9_990)
  expect(unanswered).toBe(rows.filter((row) => row[2] === '370285' && row[3] !== 'J66').length)
  expect(await total('none')).toBe(unanswered)
  expect((await total(harbor)) + unanswered).toBe(
    9_990 - rows.filter((row) => row[2] === '370285' && row[3] === 'J66').length,
  )
})

test('rows that could not be read are handed back with the reason, and right once corrected', async () => {
  const importId = importOf((await hand([rowOf(20_001, { state: '迁出' })])).location)
  const { data } = await visit(extract.loader, { cookie, params: { extractId: importId } })
  expect(data).toMatchObject({ extract: { rows: 1, refused: 1 }, rows: [{ line: 2, outcome: 'refused' }] })
  const csvFile = await textOf(refusedCsv.loader, { extractId: importId })
  expect(csvFile).toContain('registration: 不在可选的代码之内')
  const corrected = csvFile.replace('迁出', '注销')
  const form = new FormData()
  form.set('file', new File([corrected], 'again.csv'))
  const again = importOf((await visit(registration.action, { cookie, form })).location)
  expect(await kept(again)).toMatchObject([{ outcome: 'added' }])
  expect(await enterprise(20_001)).toMatchObject({ registration: 'canceled', state: 'unverified' })
})

test('newer data is taken over, older and empty cells change nothing, and each row says which', async () => {
  await hand([rowOf(21_000, { day: '2026-03-02', count: '40' }), rowOf(21_001, { day: '2026-03-02' })])
  const importId = importOf(
    (
      await hand([
        rowOf(21_000, { day: '2026-03-01', name: '旧名称有限公司' }),
        rowOf(21_001, { day: '2026-04-01', name: '新名称有限公司' }),
      ])
    ).location,
  )
  expect((await kept(importId)).map(({ outcome, changes }) => [outcome, changes])).toEqual([
    ['older', ['name']],
    ['changed', ['name']],
  ])
  expect(await enterprise(21_000)).toMatchObject({ name: '登记企业21000', headcount: 40 })
  expect(await enterprise(21_001)).toMatchObject({ name: '新名称有限公司', registrationOn: '2026-04-01' })
  const same = importOf((await hand([rowOf(21_000, { day: '2026-05-01' })])).location)
  expect(await kept(same)).toMatchObject([{ outcome: 'unchanged' }])
  expect(await enterprise(21_000)).toMatchObject({ headcount: 40, registrationOn: '2026-05-01' })
})

test.each([
  ['csv-unreadable', '"a', undefined],
  ['register-column-missing', '企业名称\n甲', undefined],
  ['register-empty', heads.join(','), undefined],
  ['register-too-long', `${heads.join(',')}\n${'x,x,x,x,x,x,x\n'.repeat(30_001)}`, undefined],
])('a file is refused as a whole: %s', (refusal, text) => {
  const places = { districts: new Set<string>(), sectors: new Set<string>() }
  expect(readRegistration(text, places, today)).toMatchObject({ refusal })
})

test('the page says which column is missing', async () => {
  const { status, data } = await hand([['甲企业']], ['企业名称'])
  expect(status).toBe(422)
  expect(JSON.stringify(data)).toContain('统一社会信用代码 (uscc)')
})

test('whatever stands in a file, every row of it comes back once, right or with a reason', () => {
  const places = { districts: new Set(['370202']), sectors: new Set(['C']) }
  const cell = fc.oneof(
    fc.constantFrom('', '370202', '存续', today, 'C', codeOf(1), '甲企业'),
    fc.string({ maxLength: 6 }),
  )
  const row = fc
    .array(cell, { minLength: 1, maxLength: 9 })
    .filter((cells) => cells.some((text) => text.trim() !== ''))
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
      const read = readRegistration(writeCsv(heads, rows), places, today)
      if ('refusal' in read) throw new Error(read.refusal)
      expect(read.rows).toHaveLength(rows.length)
      for (const { row: values, problems } of read.rows) expect(values === null).toBe(problems.length > 0)
      const codes = read.rows.flatMap(({ row: values }) => (values ? [values.uscc] : []))
      expect(new Set(codes).size).toBe(codes.length)
    }),
    { numRuns: 60 },
  )
})

test('a code that fails its check is read when somebody says why', () => {
  const places = { districts: new Set(['370202']), sectors: new Set<string>() }
  const wrong = `${codeOf(1).slice(0, 17)}${codeOf(1)[17] === 'A' ? 'B' : 'A'}`
  const read = (reason: string) =>
    readRegistration(
      writeCsv([...heads, '校验说明'], [[wrong, '甲企业', '370202', '', '存续', today, '', reason]]),
      places,
      today,
    )
  expect(read('')).toMatchObject({ rows: [{ row: null, problems: [{ column: 'uscc' }] }] })
  expect(read('执照如此')).toMatchObject({ rows: [{ row: { uscc_override: '执照如此' } }] })
})

test('an enterprise that only the register knows can be claimed by its first person, and by no second one', async () => {
  await hand([rowOf(22_000)])
  const { id } = await enterprise(22_000)
  const register = (mail: string) =>
    door('test')
      .transaction()
      .execute((tx) =>
        registerOrganization(
          tx,
          {
            kind: 'enterprise',
            name: '自报名称',
            uscc: codeOf(22_000),
            district: '370202',
            person: '王敏',
            mail,
            password: 'long enough 2026!',
            agreed: 'on',
          },
          'zh',
        ),
      )
  expect((await register('first@claims.example')).orgId).toBe(id)
  expect(await enterprise(22_000)).toMatchObject({
    state: 'submitted',
    name: '登记企业22000',
    district: '370211',
  })
  await expect(register('second@claims.example')).rejects.toMatchObject({ code: 'uscc-taken' })
})

test('a liaison sees the own enterprises alone: in the list, the file, the search and by a guessed id; no import at all', async () => {
  const importId = importOf((await hand([rowOf(23_000, { district: '370285' }), rowOf(23_001)])).location)
  const liaison = await someone('agency', ['liaison'], harbor)
  const its = await cookieFor(worker.db, liaison)
  const [foreign, own] = [await enterprise(23_000), await enterprise(23_001)]
  const { data } = await visit(directory.loader, { cookie: its, path: '/?q=登记企业2300' })
  expect((data as { list: { rows: { id: string }[] } }).list.rows.map(({ id }) => id)).toEqual([own.id])
  const file = await textOf(csv.loader, {}, its, '/?q=登记企业2300')
  expect([file.includes(own.uscc), file.includes(foreign.uscc)]).toEqual([true, false])
  const found = JSON.stringify(
    (await visit(searchPage.loader, { cookie: its, path: '/?q=登记企业2300' })).data,
  )
  expect([found.includes(own.id), found.includes(foreign.id)]).toEqual([true, false])
  const open = (id: string) => visit(desk.loader, { cookie: its, params: { organizationId: id } })
  expect([(await open(own.id)).status, (await open(foreign.id)).status]).toEqual([200, 404])
  expect((await visit(extract.loader, { cookie: its, params: { extractId: importId } })).status).toBe(403)
  const form = new FormData()
  form.set('file', new File([writeCsv(heads, [rowOf(24_000)])], 'x.csv'))
  expect((await visit(registration.action, { cookie: its, form })).status).toBe(403)
})

async function textOf(
  loader: (args: any) => Promise<unknown>,
  params: Record<string, string>,
  who = cookie,
  path = '/',
) {
  const request = new Request(`http://localhost:3000${path}`, {
    headers: { cookie: who, 'accept-language': 'zh' },
  })
  const response = (await loader({
    request,
    params,
    context: { requestId: 'test', ip: '127.0.0.1' },
  })) as Response
  return response.text()
}
