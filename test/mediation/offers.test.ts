import { expect, test } from 'vitest'
import { addDays, dayOf } from '~/kernel/workdays'
import { answerOffer } from '~/mediation/offers/answering.server'
import { acceptOffer, makeOffer } from '~/mediation/offers/offers.server'
import { makeProposal } from '~/mediation/offers/proposals.server'
import { type Promised, promisesAtMost, whyNotOffer } from '~/mediation/offers/terms'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner } = database
const disputes = disputesOf(database)
const { work } = disputes

const now = new Date()
const today = dayOf(now)
const refund: Promised = {
  kind: 'refund',
  debtor: 'respondent',
  quantity: null,
  amount: '60',
  dueOn: today,
  text: '',
  objection: null,
  subjectId: null,
}

test('an offer promises something that has a day ahead, an amount or a number, and gives back no more than was paid', () => {
  const whyNot = (items: readonly Promised[], paid: bigint | null = 100n) =>
    whyNotOffer({ items, note: '' }, { today, paid })
  const service = { ...refund, kind: 'service' as const, amount: null }
  expect(whyNot([])).toBe('promise-missing')
  expect(whyNot(Array(promisesAtMost).fill(service))).toBeNull()
  expect(whyNot(Array(promisesAtMost + 1).fill(service))).toBe('promises-too-many')
  expect(whyNot([{ ...refund, dueOn: addDays(today, -1) }])).toBe('promise-past')
  expect(whyNot([{ ...refund, amount: null }])).toBe('amount-needed')
  expect(whyNot([{ ...service, kind: 'reissue' }])).toBe('quantity-needed')
  expect(whyNot([{ ...service, kind: 'reissue', quantity: 6 }])).toBeNull()
  expect(whyNot([refund, { ...refund, amount: '40' }])).toBeNull()
  expect(whyNot([refund, { ...refund, amount: '41' }])).toBe('refund-above-paid')
  expect(whyNot([{ ...refund, amount: '101' }], null)).toBeNull()
})

type Case = Awaited<ReturnType<typeof disputes.aNegotiation>>
const offers = (its: Case, values = disputes.anOffer()) =>
  work(its.respondent, (tx) =>
    makeOffer(tx, its.respondent.actor, { caseId: its.caseId, side: 'respondent', now }, values, null),
  )
const accepts = (its: Case, offerId: string) =>
  work(its.claimant, (tx) =>
    acceptOffer(tx, its.claimant.actor, { caseId: its.caseId, side: 'claimant', now }, offerId),
  )

test('an offer is answered while it stands: not past its day, not twice, and only in its own case', async () => {
  const its = await disputes.aNegotiation()
  await expect(offers(its, { ...disputes.anOffer(), expiresOn: addDays(today, -1) })).rejects.toMatchObject({
    code: 'offer-past',
    field: 'expiresOn',
  })
  const expired = await offers(its, { ...disputes.anOffer(), expiresOn: today })
  await owner.db.updateTable('offers').set({ expiresAt: now }).where('id', '=', expired).execute()
  await expect(accepts(its, expired)).rejects.toMatchObject({ code: 'offer-expired' })

  const declined = await offers(its)
  const decline = () =>
    work(its.claimant, (tx) =>
      answerOffer(
        tx,
        its.claimant.actor,
        { caseId: its.caseId, roles: ['claimant'], now },
        { move: 'decline', offerId: declined },
      ),
    )
  await decline()
  await expect(decline()).rejects.toMatchObject({ code: 'offer-gone' })
  await expect(accepts(its, declined)).rejects.toMatchObject({ code: 'offer-gone' })
  expect(await disputes.stateOfCase(its.caseId)).toBe('negotiation')

  const other = await disputes.aNegotiation({ buyer: its.claimant })
  await expect(accepts(its, await offers(other))).rejects.toMatchObject({ code: 'offer-gone' })
  await accepts(its, await offers(its))
  expect(await disputes.stateOfCase(its.caseId)).toBe('settlement_draft')
  await expect(offers(its)).rejects.toMatchObject({ code: 'not-now' })
})

test('of two sides that accept each other’s offer at the same instant one does: one text is drafted, the other offer stays open', async () => {
  const its = await disputes.aNegotiation()
  const of = (side: 'claimant' | 'respondent') => ({ caseId: its.caseId, side, now })
  const theirs = await offers(its)
  const own = await work(its.claimant, (tx) =>
    makeOffer(tx, its.claimant.actor, of('claimant'), disputes.anOffer(), null),
  )
  const tried = await Promise.allSettled([
    accepts(its, theirs),
    work(its.respondent, (tx) => acceptOffer(tx, its.respondent.actor, of('respondent'), own)),
  ])
  expect(tried.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(tried.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { message: 'already-moved' },
  })
  const drafted = owner.db.selectFrom('settlements').select('version').where('caseId', '=', its.caseId)
  expect(await drafted.execute()).toEqual([{ version: 1 }])
  const states = owner.db.selectFrom('offers').select('state').where('caseId', '=', its.caseId)
  expect(
    (await states.where('id', 'in', [own, theirs]).execute()).map(({ state }) => state).toSorted(),
  ).toEqual(['accepted', 'open'])
})

test('the mediator’s proposal stands until one side declines it or its day is over', async () => {
  const its = await disputes.aMediation()
  const propose = () =>
    work(its.mediator, (tx) =>
      makeProposal(tx, its.mediator.actor, { caseId: its.caseId, now }, disputes.anOffer()),
    )
  const newest = async () =>
    (
      await owner.db
        .selectFrom('proposals')
        .select('id')
        .where('caseId', '=', its.caseId)
        .orderBy('no', 'desc')
        .executeTakeFirstOrThrow()
    ).id
  const answers = (
    who: Someone,
    side: 'claimant' | 'respondent',
    move: 'agree' | 'decline',
    offerId: string,
  ) =>
    work(who, (tx) =>
      answerOffer(tx, who.actor, { caseId: its.caseId, roles: [side], now }, { move, offerId }),
    )
  await propose()
  const declined = await newest()
  await answers(its.claimant, 'claimant', 'agree', declined)
  await answers(its.respondent, 'respondent', 'decline', declined)
  await expect(answers(its.respondent, 'respondent', 'agree', declined)).rejects.toMatchObject({
    code: 'offer-gone',
  })
  await propose()
  const expired = await newest()
  await owner.db.updateTable('proposals').set({ expiresAt: now }).where('id', '=', expired).execute()
  await expect(answers(its.claimant, 'claimant', 'agree', expired)).rejects.toMatchObject({
    code: 'offer-expired',
  })
  await propose()
  await answers(its.claimant, 'claimant', 'agree', await newest())
  await answers(its.respondent, 'respondent', 'agree', await newest())
  expect(await disputes.stateOfCase(its.caseId)).toBe('settlement_draft')
})
