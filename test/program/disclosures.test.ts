import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addDays, dayOf } from '~/kernel/workdays'
import * as desk from '~/program/disclosures/pages/desk'
import * as detail from '~/program/disclosures/pages/disclosure'
import * as fresh from '~/program/disclosures/pages/disclosure-new'
import * as own from '~/program/disclosures/pages/own'
import * as proof from '~/program/disclosures/pages/proof'
import * as pdf from '~/program/disclosures/pages/statement-pdf'
import { statementPdf } from '~/program/disclosures/statement-pdf.server'
import { whyNotState } from '~/program/disclosures/stating'
import { aDatabase } from '../support/database'
import { anEstate, aProduct } from '../support/estate'
import { cookieFor, servePages, visit } from '../support/pages'
import { readPaper } from '../support/paper'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { owner, app, worker } = database
const { anOfficer, anApprover, anOrganization, someone } = peopleOf(database)
servePages(app.pool)
const today = dayOf(new Date())
const listing = (id: string, to: string) =>
  owner.db
    .updateTable('organizations')
    .set({ listing: to as 'listed' })
    .where('id', '=', id)
    .execute()
const [company, bidder, plain] = [await anOrganization(), await anOrganization(), await anOrganization()]
await listing(company, 'listed')
await listing(bidder, 'pre_ipo')
const [officer, auditor, federation, commerce, approver, stranger] = await Promise.all(
  [
    await anOfficer(),
    await someone('agency', ['auditor']),
    await someone('agency', ['liaison']),
    await someone('agency', ['liaison']),
    await anApprover(bidder),
    await anApprover(company),
  ].map(async (who) => ({ ...who, cookie: await cookieFor(worker.db, who) })),
)
await owner.db
  .insertInto('agencies')
  .values({ orgId: federation!.orgId, listings: ['pre_ipo'] })
  .execute()
await owner.db
  .insertInto('agencies')
  .values({ orgId: commerce!.orgId, ownerships: ['foreign_invested'] })
  .execute()

const refusalOf = ({ data }: { data: unknown }) =>
  (data as { refusal: { code: string } | null } | null)?.refusal?.code
const problemOf = ({ data }: { data: unknown }) =>
  (data as { problems: { field: string }[] } | null)?.problems[0]?.field
const idIn = ({ location }: { location: string | null }) => /([0-9a-f-]{36})/.exec(location ?? '')?.[1] ?? ''
const enter = (more: Record<string, string> = {}, cookie = officer!.cookie) =>
  visit(fresh.action, {
    cookie,
    form: {
      orgId: company!,
      kind: 'litigation',
      text: '因设计软件被诉',
      source: '交易所公告',
      link: '',
      onDay: today,
      ...more,
    },
  })
const rowsFor = async (cookie: string, page: { loader: (args: any) => Promise<unknown> } = desk) => {
  const { data } = await visit(page.loader, { cookie })
  return ((data as { rows: { orgId: string }[] } | null)?.rows ?? []).map(({ orgId }) => orgId)
}

test('a disclosure is of a listed or pre-IPO enterprise, of a day that was, with a link that opens, and entered once', async () => {
  expect(refusalOf(await enter({ orgId: plain! }))).toBe('not-listed')
  expect(refusalOf(await enter({ onDay: addDays(today, 1) }))).toBe('disclosure-to-come')
  expect(problemOf(await enter({ link: 'javascript:alert(1)' }))).toBe('link')
  const both = await Promise.all([enter(), enter()])
  expect(both.map(refusalOf).filter(Boolean)).toEqual(['disclosure-known'])
  expect((await enter({}, auditor!.cookie)).status).toBe(403)
})

test('the enterprise, the office, auditors and who answers for it read a disclosure; nobody else does', async () => {
  await enter({ orgId: bidder!, kind: 'statement', source: '来函' })
  for (const who of [officer, auditor])
    expect((await rowsFor(who!.cookie)).toSorted()).toEqual([company, bidder].toSorted())
  expect(await rowsFor(federation!.cookie)).toEqual([bidder])
  expect(await rowsFor(commerce!.cookie)).toEqual([])
  expect(await rowsFor(approver!.cookie, own)).toEqual([bidder])
  expect(await rowsFor(stranger!.cookie, own)).toEqual([company])
})

test('what follows is added and never rewritten; without it the disclosure waits', async () => {
  const disclosureId = idIn(await enter({ source: '法院公告' }))
  const open = async () => {
    const { data } = await visit(desk.loader, { cookie: officer!.cookie, path: '/?open=1' })
    return (data as { rows: { id: string }[] }).rows.some(({ id }) => id === disclosureId)
  }
  expect(await open()).toBe(true)
  const follow = (cookie: string) =>
    visit(detail.action, { cookie, params: { disclosureId }, form: { text: '已约谈公司' } })
  expect((await follow(auditor!.cookie)).status).toBe(403)
  expect((await follow(officer!.cookie)).location).toContain('done=disclosure-followed')
  expect(await open()).toBe(false)
  const change = officer!.db.updateTable('disclosureFollowUps').set({ text: '改写' })
  await expect(change.execute()).rejects.toThrow('permission denied')
})

const good = { listing: 'pre_ipo', state: 'verified', status: 'compliant', inventoried: 3, inUse: 3, isListed: false } // oxfmt-ignore

test('a statement needs a pre-IPO enterprise, verified, off the blacklist, with every list young enough, and compliant', () => {
  expect(whyNotState(good)).toBeNull()
  expect(whyNotState({ ...good, listing: 'listed' })).toBe('not-pre-ipo')
  expect(whyNotState({ ...good, state: 'submitted' })).toBe('statement-unverified')
  expect(whyNotState({ ...good, isListed: true })).toBe('statement-blacklisted')
  expect(whyNotState({ ...good, inventoried: 2 })).toBe('statement-lists-missing')
  expect(whyNotState({ ...good, inUse: 0, inventoried: 0 })).toBe('statement-lists-missing')
  for (const status of ['gap', 'unknown', 'regularized', 'not_applicable', 'not_inspected'])
    expect(whyNotState({ ...good, status })).toBe('statement-not-compliant')
})

test('the database says the same as the rule of whoever asks it past the page', async () => {
  for (const state of ['verified', 'suspended'] as const)
    for (const to of ['pre_ipo', 'listed'])
      for (const [status, inventoried] of [
        ['compliant', 3],
        ['gap', 3],
        ['compliant', 2],
      ] as const) {
        const id = await anOrganization()
        await listing(id, to)
        await owner.db.updateTable('organizations').set({ state }).where('id', '=', id).execute()
        await sql`insert into organization_statuses (org_id, status, in_use, software_listed, os_listed, inventoried, ever) values (${id}, ${status}, 3, 3, 3, ${inventoried}, 3)
          on conflict (org_id) do update set status = excluded.status, in_use = 3, software_listed = 3, os_listed = 3, inventoried = excluded.inventoried, ever = 3`.execute(
          owner.db,
        )
        const { rows } = await sql<{ code: string | null }>`select why_not_state(${id}) as code`.execute(
          owner.db,
        )
        expect(rows[0]!.code).toBe(whyNotState({ ...good, listing: to, state, status, inventoried }))
      }
})

test('a pre-IPO enterprise takes its statement once a day while compliance says so, and it ends as soon as that changes', async () => {
  const take = (cookie: string) => visit(own.action, { cookie, form: { move: 'take' } })
  expect(refusalOf(await take(stranger!.cookie))).toBe('not-pre-ipo')
  const office = await aProduct(database)
  const { computers, install, entitle } = await anEstate(database, { orgId: bidder! })
  await install(await computers(2), office)
  expect(refusalOf(await take(approver!.cookie))).toBe('statement-not-compliant')
  // Whoever calls the database without the page is told the same.
  await expect(sql`select * from issue_statement()`.execute(approver!.db)).rejects.toThrow(
    'statement-not-compliant',
  )
  await entitle(office, { quantity: 2 })
  const both = await Promise.all([take(approver!.cookie), take(approver!.cookie)])
  expect(both.map(refusalOf).filter(Boolean)).toEqual(['statement-of-today'])
  const { id, no } = await owner.db.selectFrom('complianceStatements').selectAll().executeTakeFirstOrThrow()
  const holds = async () => {
    const { data } = await visit(proof.loader, { params: { statementNo: no } })
    return (data as { proven: { holds: boolean } }).proven.holds
  }
  expect(await holds()).toBe(true)
  expect((await visit(pdf.loader, { cookie: approver!.cookie, params: { statementId: id } })).status).toBe(
    200,
  )
  expect((await visit(pdf.loader, { cookie: stranger!.cookie, params: { statementId: id } })).status).toBe(
    404,
  )
  await install(await computers(1), office)
  expect(await holds()).toBe(false)
})

test('a statement is a paper in either language, with its number, its day and its limits', async () => {
  const its = {
    id: company, no: 'ST-2026-7F3A9B21C0', onDay: '2026-11-28', validUntil: '2027-02-28', computers: 1286, issuedAt: new Date(),
    name: '海曲城市商业银行股份有限公司', nameEn: 'Haiqu City Commercial Bank Co., Ltd.', uscc: '91370200MADEM1057B',
  } // oxfmt-ignore
  for (const locale of ['zh', 'en'] as const) {
    const text = await readPaper(await statementPdf(its, locale), `statement-${locale}`)
    for (const fact of [its.no, its.uscc, its.validUntil, '1286']) expect(text).toContain(fact)
    expect(text).toContain(locale === 'zh' ? its.name : its.nameEn.replaceAll(' ', ''))
  }
})
