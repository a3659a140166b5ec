import { expect, test } from 'vitest'
import { refuseMandate, stepBack } from '~/mediation/mediators/mandate.server'
import { readChoice } from '~/mediation/mediators/reading.server'
import { findStanding, rankMediators } from '~/mediation/mediators/selecting.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner } = database
const disputes = disputesOf(database)
const { work } = disputes
type Case = Awaited<ReturnType<typeof disputes.aMediation>>

const ranks = ({ caseId, ...its }: Case, side: 'claimant' | 'respondent', names: readonly Someone[]) =>
  work(its[side], (tx) =>
    rankMediators(
      tx,
      caseId,
      side,
      names.map(({ personId }) => personId),
      new Date(),
    ),
  )

const leaves = (its: Case) => work(its.mediator, (tx) => stepBack(tx, its.mediator.actor, its.caseId))
const choiceOf = async (its: Case, who: Someone) => (await readChoice(who.db, its.caseId, new Date()))!

test('a mediator who leaves takes both rankings along: each side is asked anew, with a period and its own order proposed', async () => {
  const its = await disputes.aMediation()
  await leaves(its)
  expect(await findStanding(its.registrar.db, its.caseId)).toBeUndefined()
  for (const side of ['claimant', 'respondent'] as const) {
    const choice = await choiceOf(its, its[side])
    expect(choice).toMatchObject({ ranked: [], asked: [its.mediator.personId] })
    expect(choice.ranking).toEqual(its.mediators.map(({ personId }) => personId))
    const told = await owner.db
      .selectFrom('notifications')
      .select('href')
      .where('personId', '=', its[side].personId)
      .where('href', '=', `/cases/${its.caseId}`)
      .where('readAt', 'is', null)
      .execute()
    expect(told.length).toBeGreaterThan(0)
  }
  const period = await owner.db
    .selectFrom('deadlines')
    .select(['key', 'state'])
    .where('caseId', '=', its.caseId)
    .where('key', '=', 'ranking')
    .where('state', '=', 'running')
    .execute()
  expect(period).toHaveLength(1)
})

test('one side’s new word asks nobody and gives the body nothing to appoint; the second one does', async () => {
  const its = await disputes.aMediation()
  const next = its.mediators[1]!
  await leaves(its)
  await ranks(its, 'claimant', [next])
  await disputes.letReact()
  expect(await findStanding(its.registrar.db, its.caseId)).toBeUndefined()
  const due = owner.db.selectFrom('events').select('id').where('kind', '=', 'case.appointment_due')
  expect(await due.where('subjectId', '=', its.caseId).execute()).toEqual([])
  await ranks(its, 'respondent', [next])
  expect(await findStanding(its.registrar.db, its.caseId)).toMatchObject({ mediatorId: next.personId })
})

test('who was asked before is ranked no more', async () => {
  const its = await disputes.aMediation()
  await leaves(its)
  await expect(ranks(its, 'claimant', [its.mediator])).rejects.toThrow('not-selectable')
})

test('one who declines when asked leaves the rankings as they are: the next common name is asked', async () => {
  const its = await disputes.aNegotiation()
  await disputes.choose(its)
  await work(its.mediators[0]!, (tx) => refuseMandate(tx, its.mediators[0]!.actor, its.caseId))
  await disputes.letReact()
  const standing = await findStanding(its.registrar.db, its.caseId)
  expect(standing).toMatchObject({ mediatorId: its.mediators[1]!.personId, state: 'asked' })
})
