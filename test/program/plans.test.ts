import { expect, test } from 'vitest'
import { addDays, dayOf } from '~/kernel/workdays'
import { listCountedTargets } from '~/program/figures.server'
import {
  changePlan,
  changeTarget,
  createPlan,
  decideTarget,
  proposeAgain,
  proposeTarget,
  publishPlan,
} from '~/program/plans/commands.server'
import { targetForm, type TargetValues } from '~/program/plans/form'
import * as planPage from '~/program/plans/pages/plan'
import * as planCsv from '~/program/plans/pages/plan-csv'
import * as targetPage from '~/program/plans/pages/target'
import { findTarget, listPlans, listSilent, listVersions } from '~/program/plans/queries.server'
import type { Someone } from '../support/people'
import { aDatabase } from '../support/database'
import { anOffice } from '../support/office'
import { cookieFor, servePages, visit } from '../support/pages'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner, app, worker } = database
servePages(app.pool)
const { officer, second, liaison, leader, southLiaison, harbor, anEnterpriseIn, stoodOn } =
  await anOffice(database)

const now = new Date()
const today = dayOf(now)
const year = Number(today.slice(0, 4))
const end = `${year}-12-31`
const enterprises = [
  await anEnterpriseIn('370211'),
  await anEnterpriseIn('370211'),
  await anEnterpriseIn('370211'),
]
await anEnterpriseIn('370202')
await stoodOn(enterprises[0]!, addDays(today, -1), 'compliant')

const doing = <T>(who: Someone, work: (tx: Someone['db']) => Promise<T>) => who.db.transaction().execute(work)
const values = (facts: Partial<Record<keyof TargetValues, string>> = {}) =>
  targetForm.parse({ scope: 'district:370211', measure: 'compliant', number: '3', dueOn: end, ...facts })

const planId = await doing(officer, (tx) =>
  createPlan(tx, officer.actor, { year, title: '年度计划', objectives: '', targetsDue: addDays(today, 30) }),
)
const propose = (who: Someone, facts = {}) =>
  doing(who, (tx) => proposeTarget(tx, who.actor, planId, values(facts), now))
const stateOf = async (id: string) => (await findTarget(owner.db, id))?.state

test('a plan that is not published is the office’s own, and a year has one plan', async () => {
  expect(await listPlans(liaison.db)).toEqual([])
  await expect(
    doing(second, (tx) =>
      createPlan(tx, second.actor, { year, title: '另一份', objectives: '', targetsDue: today }),
    ),
  ).rejects.toMatchObject({ code: 'year-taken' })
  await doing(officer, (tx) => publishPlan(tx, officer.actor, planId))
  expect(await listPlans(liaison.db)).toHaveLength(1)
  const told = await owner.db
    .selectFrom('notifications')
    .select('personId')
    .where('kind', '=', 'plan.published')
    .execute()
  expect(told.map(({ personId }) => personId)).toEqual(
    expect.arrayContaining([liaison.personId, leader.personId, southLiaison.personId]),
  )
})

test('title and day of a plan are the office’s to change, its year stays', async () => {
  const change = (who: Someone) =>
    doing(who, (tx) =>
      changePlan(tx, who.actor, planId, {
        title: '年度计划（修订）',
        objectives: '',
        targetsDue: addDays(today, 30),
      }),
    )
  await expect(change(liaison)).rejects.toMatchObject({ code: 'not-your-move' })
  await change(officer)
  expect(await listPlans(liaison.db)).toMatchObject([{ year, title: '年度计划（修订）' }])
  expect(await trailOf(owner.db, planId)).toEqual(['plan.created', 'plan.published', 'plan.changed'])
})

test('a target belongs to a plan', async () => {
  await expect(
    doing(liaison, (tx) => proposeTarget(tx, liaison.actor, harbor, values(), now)),
  ).rejects.toMatchObject({ code: 'plan-unknown' })
})

test('a target above the enterprises in scope is refused, and the number is told', async () => {
  await expect(propose(liaison, { number: '4' })).rejects.toMatchObject({
    code: 'above-scope',
    field: 'number',
    facts: { size: '3' },
  })
})

test.each([
  ['the whole city', { scope: 'city' }, 'scope-not-yours'],
  ['another district', { scope: 'district:370202' }, 'scope-not-yours'],
  ['what is reached already', { number: '1' }, 'not-above-baseline'],
  ['a day outside of the year', { dueOn: `${year + 1}-01-31` }, 'due-outside-year'],
])('a district does not propose for %s', async (_, facts, code) => {
  await expect(propose(liaison, facts)).rejects.toMatchObject({ code })
})

test('a proposal waits for the office, is returned with a reason, proposed again and accepted', async () => {
  const id = await propose(liaison, { number: '2' })
  expect(await listSilent(officer.db, planId)).toHaveLength(1)
  await expect(propose(liaison, { number: '3' })).rejects.toMatchObject({ code: 'target-exists' })
  await expect(
    doing(officer, (tx) => decideTarget(tx, officer.actor, id, 'return', null)),
  ).rejects.toMatchObject({ code: 'reason-missing' })
  await doing(officer, (tx) => decideTarget(tx, officer.actor, id, 'return', '太低'))
  expect(await findTarget(liaison.db, id)).toMatchObject({ state: 'returned', reason: '太低' })
  await doing(liaison, (tx) =>
    proposeAgain(tx, liaison.actor, id, { number: 3, dueOn: end, reason: '按意见提高' }, now),
  )
  await doing(officer, (tx) => decideTarget(tx, officer.actor, id, 'accept', null))
  expect(await listCountedTargets(liaison.db, planId, today)).toMatchObject([
    { id, number: 3, value: 1, baseline: 1 },
  ])
  expect(await trailOf(owner.db, id)).toEqual([
    'target.proposed',
    'target.returned',
    'target.proposed',
    'target.accepted',
  ])
})

test('of two officers who decide at once the second is refused', async () => {
  const id = await propose(liaison, { scope: 'agency', measure: 'trained', number: '2' })
  const decide = (who: Someone) => doing(who, (tx) => decideTarget(tx, who.actor, id, 'accept', null))
  const outcomes = await Promise.allSettled([decide(officer), decide(second)])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('a change after acceptance waits beside the old version, then supersedes it and keeps it with its reason', async () => {
  const [old] = await listCountedTargets(liaison.db, planId, today, { measure: 'trained' })
  const change = { number: 3, dueOn: end, reason: '新增企业' }
  const id = await doing(liaison, (tx) => changeTarget(tx, liaison.actor, old!.id, change, now))
  expect([await stateOf(old!.id), await stateOf(id)]).toEqual(['accepted', 'proposed'])
  await doing(officer, (tx) => decideTarget(tx, officer.actor, id, 'accept', null))
  expect([await stateOf(old!.id), await stateOf(id)]).toEqual(['superseded', 'accepted'])
  expect((await listVersions(officer.db, old!.id)).map(({ number, reason }) => [number, reason])).toEqual([
    [3, '新增企业'],
    [2, null],
  ])
  expect(await trailOf(owner.db, old!.id)).toEqual([
    'target.proposed',
    'target.accepted',
    'target.superseded',
  ])
})

test('the office sets a target that stands at once', async () => {
  const id = await propose(officer, { scope: 'city', measure: 'licenses', number: '500' })
  expect(await stateOf(id)).toBe('accepted')
})

test('another district sees what is accepted and nothing that still waits', async () => {
  const waits = await propose(liaison, { measure: 'pilots', number: '1' })
  const cookie = await cookieFor(worker.db, southLiaison)
  const look = (targetId: string, its = cookie) =>
    visit(targetPage.loader as never, { path: '/', params: { targetId }, cookie: its })
  expect(await look(waits)).toMatchObject({ status: 404 })
  expect(await look(waits, await cookieFor(worker.db, officer))).toMatchObject({ status: 200 })
  const outcome = await visit(planPage.loader as never, { path: '/office/plan', cookie })
  const { targets } = outcome.data as { targets: { id: string }[] }
  expect(targets.map(({ id }) => id)).not.toContain(waits)
})

test('a district cannot decide its own target, whatever it posts', async () => {
  const [waits] = await listCountedTargets(officer.db, planId, today, { states: ['proposed'], orgId: harbor })
  const post = { path: '/', params: { targetId: waits!.id }, form: { move: 'accept' } }
  const mine = await cookieFor(worker.db, liaison)
  expect(await visit(targetPage.action as never, { ...post, cookie: mine })).toMatchObject({ status: 403 })
  await expect(
    doing(liaison, (tx) => decideTarget(tx, liaison.actor, waits!.id, 'accept', null)),
  ).rejects.toMatchObject({ code: 'not-your-move' })
})

test('the file holds what the page shows', async () => {
  const cookie = await cookieFor(worker.db, officer)
  expect(
    await visit(planCsv.loader as never, { path: '/office/plan.csv?measure=pilots', cookie }),
  ).toMatchObject({
    status: 200,
  })
})
