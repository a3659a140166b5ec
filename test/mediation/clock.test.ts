import type { Kysely } from 'kysely'
import { expect, test } from 'vitest'
import { addDays, dayOf } from '~/kernel/workdays'
import { clockMoves } from '~/mediation/clock.server'
import type { DeadlineKey } from '~/mediation/deadlines'
import { doCaseDeed } from '~/mediation/deeds.server'
import { acceptCase, askExtension, extendResponse } from '~/mediation/intake/respond.server'
import { enterPhase } from '~/mediation/mediators/phases.server'
import { moveCase } from '~/mediation/moves.server'
import { makeOffer } from '~/mediation/offers/offers.server'
import { acceptOffer } from '~/mediation/offers/offers.server'
import { doPauseDeed } from '~/mediation/pauses/pauses.server'
import { tick } from '~/jobs.server'
import type { Database } from '~db/schema'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import type { Someone } from '../support/people'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner, worker } = database
const disputes = disputesOf(database)
const { work } = disputes
const expire = clockMoves.find(({ name }) => name === 'mediation.expire')!
const remind = clockMoves.find(({ name }) => name === 'mediation.remind')!

const runAt = (now: Date, run = expire.run) =>
  worker.db.transaction().execute((tx) => run(tx as Kysely<Database>, now))
const periodOf = (caseId: string, key: DeadlineKey) =>
  owner.db
    .selectFrom('deadlines')
    .selectAll()
    .where('caseId', '=', caseId)
    .where('key', '=', key)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
const movesOf = async (caseId: string) =>
  (
    await owner.db
      .selectFrom('events')
      .innerJoin('eventBodies', 'eventBodies.eventId', 'events.id')
      .select(['events.actorKind', 'events.rule', 'eventBodies.body'])
      .where('subjectId', '=', caseId)
      .where('kind', 'in', ['case.moved', 'case.closed', 'case.deadline_missed'])
      .orderBy('events.id')
      .execute()
  ).map(({ body, ...event }) => ({ ...event, ...(JSON.parse(body!) as { move?: string }) }))
const past = (caseId: string, key: DeadlineKey) =>
  owner.db
    .updateTable('deadlines')
    .set({ dueAt: new Date(Date.now() - 1000) })
    .where('caseId', '=', caseId)
    .where('key', '=', key)
    .where('state', '=', 'running')
    .execute()

test('a period ends at its due instant, not a millisecond before, and by the rule it quotes', async () => {
  const its = await disputes.anAdmittedCase()
  const { dueAt } = await periodOf(its.caseId, 'response')
  await runAt(new Date(dueAt.getTime() - 1))
  expect(await disputes.stateOfCase(its.caseId)).toBe('awaiting_response')
  await runAt(dueAt)
  expect(await disputes.stateOfCase(its.caseId)).toBe('closed_no_response')
  const [, last] = (await movesOf(its.caseId)).slice(-2)
  expect(last ?? (await movesOf(its.caseId)).at(-1)).toMatchObject({
    actorKind: 'clock',
    move: 'lapse',
    rule: `response 7 wd v1, due ${dueAt.toISOString()}`,
  })
})

test('after three days of standstill every period fires once, and two workers fire it no second time', async () => {
  const its = await disputes.aNegotiation()
  const { dueAt } = await periodOf(its.caseId, 'negotiation')
  const later = new Date(dueAt.getTime() + 3 * 86_400_000)
  await Promise.all([runAt(later), runAt(later)])
  await runAt(later)
  const asked = (await movesOf(its.caseId)).filter(({ move }) => move === 'ask_mediator')
  expect(asked).toHaveLength(1)
  expect(await disputes.stateOfCase(its.caseId)).toBe('mediator_selection')
})

test('the worker’s tick does it by the database’s clock', async () => {
  const its = await disputes.aFiledCase()
  await past(its.caseId, 'admission')
  await tick(worker.db)
  expect(await disputes.stateOfCase(its.caseId)).toBe('filed')
  expect((await movesOf(its.caseId)).at(-1)).toMatchObject({
    rule: expect.stringMatching(/^admission 2 wd v1/),
  })
  const told = await owner.db
    .selectFrom('notifications')
    .select('facts')
    .where('personId', '=', its.registrar.personId)
    .execute()
  expect(told.length).toBeGreaterThan(0)
})

test('the time to answer is lengthened once, from its end', async () => {
  const its = await disputes.anAdmittedCase()
  const first = await periodOf(its.caseId, 'response')
  await work(its.registrar, (tx) => extendResponse(tx, its.caseId))
  const longer = await periodOf(its.caseId, 'response_extension')
  expect(longer.dueAt > first.dueAt).toBe(true)
  expect((await periodOf(its.caseId, 'response')).state).toBe('met')
  await expect(work(its.registrar, (tx) => extendResponse(tx, its.caseId))).rejects.toMatchObject({})
})

test('a pause needs both sides; the mediation keeps the days that were left', async () => {
  const its = await disputes.aMediation()
  const now = new Date()
  await work(its.mediator, (tx) => enterPhase(tx, its.caseId, 'joint', now))
  const until = addDays(dayOf(now), 14)
  const ask = { move: 'ask' as const, until, reason: '等待厂商检测报告' }
  const length = await periodOf(its.caseId, 'length')
  const asks = (day: string) =>
    work(its.claimant, (tx) => doPauseDeed(tx, its.claimant.actor, its.caseId, { ...ask, until: day }, now))
  await expect(asks(dayOf(now))).rejects.toMatchObject({ code: 'pause-past' })
  await expect(asks(addDays(dayOf(now), 61))).rejects.toMatchObject({ code: 'pause-too-long' })
  await asks(until)
  await expect(asks(until)).rejects.toMatchObject({ code: 'pause-asked' })
  await expect(
    work(its.claimant, (tx) => doPauseDeed(tx, its.claimant.actor, its.caseId, { move: 'agree' }, now)),
  ).rejects.toMatchObject({ code: 'not-your-move' })
  await work(its.respondent, (tx) =>
    doPauseDeed(tx, its.respondent.actor, its.caseId, { move: 'agree' }, now),
  )
  expect(await disputes.stateOfCase(its.caseId)).toBe('paused')
  expect(await periodOf(its.caseId, 'length')).toMatchObject({ state: 'paused' })
  const pause = await periodOf(its.caseId, 'pause')
  expect(dayOf(new Date(pause.dueAt.getTime() - 1))).toBe(until)
  await runAt(pause.dueAt)
  expect(await disputes.stateOfCase(its.caseId)).toBe('mediation')
  const again = await periodOf(its.caseId, 'length')
  expect(again.state).toBe('running')
  expect(again.dueAt >= length.dueAt).toBe(true)
  expect(await trailOf(owner.db, its.caseId)).toEqual([
    'case.drafted',
    'case.filed',
    'case.admitted',
    'case.hold_granted',
    'case.invited',
    'case.moved',
    'case.moved',
    'case.ranked',
    'case.ranked',
    'case.mediator_asked',
    'case.moved',
    'case.conflicts_checked',
    'case.moved',
    'case.phase',
    'case.pause_asked',
    'case.moved',
    'case.moved',
  ])
})

test('a mediation is lengthened once by its mediator, with a reason', async () => {
  const its = await disputes.aMediation()
  const now = new Date()
  const extend = (who: Someone) =>
    work(who, (tx) => doPauseDeed(tx, who.actor, its.caseId, { move: 'extend', reason: '等待检测报告' }, now))
  await work(its.mediator, (tx) => enterPhase(tx, its.caseId, 'joint', now))
  await expect(extend(its.claimant)).rejects.toMatchObject({ code: 'not-your-move' })
  await extend(its.mediator)
  expect((await periodOf(its.caseId, 'length')).state).toBe('dropped')
  expect((await periodOf(its.caseId, 'length_extension')).state).toBe('running')
  await expect(extend(its.mediator)).rejects.toMatchObject({ code: 'length-extended' })
})

test('nobody answers once the time to answer is over, though the clock has not come by', async () => {
  const its = await disputes.anAdmittedCase()
  await past(its.caseId, 'response')
  for (const answer of [acceptCase, askExtension])
    await expect(
      work(its.respondent, (tx): Promise<unknown> => answer(tx, its.caseId)),
    ).rejects.toMatchObject({
      code: 'response-over',
    })
  expect(await disputes.stateOfCase(its.caseId)).toBe('awaiting_response')
})

test('a closed case is opened again within its thirty days, not after, and never while it runs', async () => {
  const [open, over] = [await disputes.aNegotiation(), await disputes.aNegotiation()]
  const reopen = ({ caseId, registrar }: typeof open) =>
    work(registrar, (tx) => doCaseDeed(tx, registrar.actor, caseId, { move: 'reopen' }, new Date()))
  await expect(reopen(open)).rejects.toMatchObject({ code: 'not-now' })
  for (const { caseId, claimant } of [open, over])
    await work(claimant, (tx) => moveCase(tx, caseId, 'withdraw'))
  await past(over.caseId, 'reopening')
  await runAt(new Date())
  await expect(reopen(over)).rejects.toMatchObject({ code: 'reopening-over' })
  await reopen(open)
  expect(await disputes.stateOfCase(open.caseId)).toBe('negotiation')
})

test('a text that is not agreed in time goes back to where the sides were at one', async () => {
  for (const stage of ['negotiation', 'mediation'] as const) {
    const its = stage === 'negotiation' ? await disputes.aNegotiation() : await disputes.aMediation()
    const now = new Date()
    const offerId = await work(its.respondent, (tx) =>
      makeOffer(
        tx,
        its.respondent.actor,
        { caseId: its.caseId, side: 'respondent', now },
        disputes.anOffer(),
        null,
      ),
    )
    await work(its.claimant, (tx) =>
      acceptOffer(tx, its.claimant.actor, { caseId: its.caseId, side: 'claimant', now }, offerId),
    )
    await past(its.caseId, 'text')
    await runAt(new Date())
    expect(await disputes.stateOfCase(its.caseId)).toBe(stage)
    expect(
      await owner.db.selectFrom('offers').select('state').where('id', '=', offerId).executeTakeFirst(),
    ).toEqual({ state: 'lapsed' })
  }
})

test('the respondent is reminded at nine on its days, each time by a new link that ends the older one', async () => {
  const its = await disputes.anAdmittedCase()
  const links = () =>
    owner.db
      .selectFrom('invitations')
      .selectAll()
      .where('caseId', '=', its.caseId)
      .orderBy('sentAt')
      .execute()
  const first = (await links()).length
  const { remindAt } = await periodOf(its.caseId, 'response')
  await runAt(new Date(remindAt!.getTime() - 1), remind.run)
  expect(await links()).toHaveLength(first)
  await runAt(remindAt!, remind.run)
  const after = await links()
  expect(after).toHaveLength(2 * first)
  expect(after.slice(0, first).every(({ endsAt }) => endsAt <= new Date())).toBe(true)
  expect((await periodOf(its.caseId, 'response')).remindAt! > remindAt!).toBe(true)
})

test('a draft that is never filed leaves nothing; notes are gone thirty days after the end, and only they', async () => {
  const draft = await disputes.aDraft()
  await past(draft.caseId, 'draft')
  await runAt(new Date())
  expect(await owner.db.selectFrom('cases').select('id').where('id', '=', draft.caseId).execute()).toEqual([])

  const its = await disputes.aMediation()
  await work(its.mediator, (tx) => moveCase(tx, its.caseId, 'end'))
  await work(its.registrar, (tx) => moveCase(tx, its.caseId, 'close_impasse'))
  await past(its.caseId, 'notes')
  await runAt(new Date())
  const channels = await owner.db
    .selectFrom('channels')
    .select(['kind', 'wrappedKey'])
    .where('caseId', '=', its.caseId)
    .execute()
  expect(channels.filter(({ wrappedKey }) => wrappedKey.length === 0).map(({ kind }) => kind)).toEqual([
    'notes',
  ])
})

test('a period that ran into a year without calendar is counted again when the year is loaded, once, and both sides are told', async () => {
  const its = await disputes.anAdmittedCase()
  const recount = clockMoves.find(({ name }) => name === 'mediation.recount')!
  const dueAt = new Date('2097-01-09T00:00:00+08:00')
  await owner.db
    .updateTable('deadlines')
    .set({ startedOn: '2096-12-31', dueAt, provisional: true })
    .where('caseId', '=', its.caseId)
    .where('key', '=', 'response')
    .execute()
  await runAt(new Date(), recount.run)
  expect(await periodOf(its.caseId, 'response')).toMatchObject({ dueAt, provisional: true })

  // A Tuesday and a Wednesday off: the sixth working day was a Tuesday, and is a Thursday.
  const days = ['2097-01-01', '2097-01-02'].map((day) => ({ day, kind: 'holiday' as const }))
  await owner.db.insertInto('calendarDays').values(days).execute()
  await Promise.all([runAt(new Date(), recount.run), runAt(new Date(), recount.run)])
  const after = await periodOf(its.caseId, 'response')
  expect(after).toMatchObject({ dueAt: new Date('2097-01-11T00:00:00+08:00'), provisional: false })
  expect(dayOf(after.remindAt!) > '2096-12-31').toBe(true)
  expect(await trailOf(owner.db, its.caseId)).toContainEqual('case.deadline_recounted')
  const told = (await trailOf(owner.db, its.caseId)).filter((kind) => kind === 'case.deadline_recounted')
  expect(told).toHaveLength(1)
  await owner.db.deleteFrom('calendarDays').where('day', '>=', '2097-01-01').execute()
})
