import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addDays, dayOf } from '~/kernel/workdays'
import { standingOf } from '~/people/appointments/appointing'
import * as units from '~/people/appointments/pages/units'
import * as coverage from '~/people/coverage/pages/coverage'
import { countUnanswered } from '~/people/directory.server'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { owner, app, worker } = database
const { anOfficer, aBuyer, anOrganization, someone } = peopleOf(database)
servePages(app.pool)
const today = dayOf(new Date())
const liaison = await someone('agency', ['liaison'])
const leader = await someone('agency', ['leader'], liaison.orgId)
const second = await someone('agency', ['liaison'], liaison.orgId)
const foreign = await someone('agency', ['liaison'])
const boss = await anOfficer()
const [officer, auditor, buyer] = await Promise.all(
  [boss, await someone('agency', ['auditor']), await aBuyer()].map((who) => cookieFor(worker.db, who)),
)
await owner.db.insertInto('agencies').values({ orgId: boss.orgId, office: true }).execute()
await sql`insert into districts values ('370202', '市南区', 'South') on conflict do nothing`.execute(owner.db)
const enterprise = await anOrganization('enterprise')
await owner.db.updateTable('organizations').set({ district: '370202', ownership: 'private' }).where('id', '=', enterprise).execute() // oxfmt-ignore

const refusalOf = ({ data }: { data: unknown }) =>
  (data as { refusal: { code: string } | null } | null)?.refusal?.code
const add = (more: Record<string, string | string[]> = {}, cookie = officer) =>
  visit(coverage.action, {
    cookie: cookie!,
    form: { move: 'add', orgId: liaison.orgId, sectors: '', note: '', ...more },
  })

test('an enterprise that no row speaks of stands on the exceptions list until one does', async () => {
  const before = await countUnanswered(boss.db)
  expect((await add({ 'districts[]': ['370202'], 'ownerships[]': ['private'] })).location).toContain('done=')
  expect(await countUnanswered(boss.db)).toBe(before - 1)
  const { data } = await visit(coverage.loader, { cookie: officer! })
  const rule = (
    data as { rules: { id: string; districts: string[] | null; enterprises: number }[] }
  ).rules.find(({ districts }) => districts?.includes('370202'))!
  expect(rule.enterprises).toBe(1)
  const remove = () => visit(coverage.action, { cookie: officer!, form: { move: 'remove', ruleId: rule.id } })
  const both = await Promise.all([remove(), remove()])
  expect(both.map(refusalOf).filter(Boolean)).toEqual(['already-moved'])
  expect(await countUnanswered(boss.db)).toBe(before)
})

test('a row asks something that its unit has not, of a unit that is one; the office’s own stays', async () => {
  expect(refusalOf(await add())).toBe('coverage-empty')
  await add({ sectors: 'I, m74' })
  expect(refusalOf(await add({ sectors: 'M74 i' }))).toBe('coverage-known')
  expect((await add({ sectors: 'Z9' })).status).toBe(422)
  expect(refusalOf(await add({ sectors: 'A', orgId: enterprise }))).toBe('agency-unknown')
  const { id } = await owner.db.selectFrom('agencies').select('id').where('office', '=', true).executeTakeFirstOrThrow() // oxfmt-ignore
  const removal = await visit(coverage.action, { cookie: officer!, form: { move: 'remove', ruleId: id } })
  expect(refusalOf(removal)).toBe('office-row-stays')
})

const keep = (form: Record<string, string>, cookie = officer) =>
  visit(units.action, { cookie: cookie!, form: { orgId: liaison.orgId, duty: 'liaison', ...form } })

test('a unit asked to name someone is late after the day; whom it named is one of its own with the duty', async () => {
  expect(refusalOf(await keep({ move: 'ask', dueOn: addDays(today, -1) }))).toBe('appointment-due-past')
  await keep({ move: 'ask', dueOn: today })
  expect(standingOf({ personId: null, dueOn: today }, today)).toBe('due')
  expect(standingOf({ personId: null, dueOn: addDays(today, -1) }, today)).toBe('late')
  for (const { personId } of [foreign, leader])
    expect(refusalOf(await keep({ move: 'name', personId }))).toBe('not-of-unit')
  await keep({ move: 'name', personId: liaison.personId })
  expect(refusalOf(await keep({ move: 'name', personId: liaison.personId }))).toBe('appointed-already')
  expect(refusalOf(await keep({ move: 'ask', dueOn: today }))).toBe('appointed-already')
  // Of two officers who name at once both are kept in turn, and one stands.
  await Promise.all([keep({ move: 'name', personId: second.personId }), keep({ move: 'name', personId: second.personId })]) // oxfmt-ignore
  const rows = await owner.db
    .selectFrom('appointments')
    .selectAll()
    .where('orgId', '=', liaison.orgId)
    .execute()
  expect(rows.filter(({ until }) => until === null)).toMatchObject([{ personId: second.personId }])
  expect(rows.filter(({ until }) => until !== null)).toMatchObject([
    { personId: liaison.personId, until: today },
  ])
})

test('an auditor reads both and writes neither; nobody else sees them', async () => {
  for (const page of [coverage, units]) {
    expect((await visit(page.loader, { cookie: auditor! })).status).toBe(200)
    expect((await visit(page.loader, { cookie: buyer! })).status).toBe(404)
  }
  expect((await add({ sectors: 'B' }, auditor)).status).toBe(403)
  expect((await keep({ move: 'ask', dueOn: today }, auditor)).status).toBe(403)
})
