import { expect, test } from 'vitest'
import { addDays, dayOf } from '~/kernel/workdays'
import type { CaseChannelKind, Side } from '~/mediation/channels/kinds'
import { speak } from '~/mediation/channels/talk.server'
import {
  challengeMediator,
  decideChallenge,
  refuseMandate,
  stepBack,
  waiveFindings,
} from '~/mediation/mediators/mandate.server'
import { acceptOffer, makeOffer } from '~/mediation/offers/offers.server'
import { doSeatDeed } from '~/mediation/seats.server'
import { adoptText, findSettlement, reviseSettlement } from '~/mediation/settlements/drafting.server'
import { confirmObligation, listObligations } from '~/mediation/settlements/fulfilling.server'
import { doSettlementDeed } from '~/mediation/settlements/reading.server'
import { signSettlement } from '~/mediation/settlements/signing.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import type { Someone } from '../support/people'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner } = database
const disputes = disputesOf(database)
const { work } = disputes

const holdOf = (caseId: string) =>
  owner.db.selectFrom('holds').select(['state', 'amount']).where('caseId', '=', caseId).execute()

test('filing holds the claimed money of the disputed line in the same transaction, and takes the record as evidence', async () => {
  const its = await disputes.aFiledCase()
  expect(await disputes.stateOfCase(its.caseId)).toBe('filed')
  expect(await holdOf(its.caseId)).toEqual([{ state: 'active', amount: 720_000n }])
  const evidence = await owner.db
    .selectFrom('evidenceItems')
    .innerJoin('evidenceVersions', 'evidenceVersions.itemId', 'evidenceItems.id')
    .where('caseId', '=', its.caseId)
    .select(['subjectKind', 'record'])
    .execute()
  expect(evidence.map(({ subjectKind }) => subjectKind)).toEqual(['order'])
  expect(JSON.parse(evidence[0]!.record!)).toMatchObject({
    format: 'order-line/1',
    paid: '2400000',
    quantity: 20,
  })
})

test('a case walks from filing over a mediator to a settlement that both sign, and closes when the promise is kept', async () => {
  const its = await disputes.aMediation()
  expect(await disputes.stateOfCase(its.caseId)).toBe('mediation')

  const now = new Date()
  const offer = disputes.anOffer([{ kind: 'service', dueOn: disputes.dueOn, text: '上门重新部署' }])
  const offerId = await work(its.respondent, (tx) =>
    makeOffer(tx, its.respondent.actor, { caseId: its.caseId, side: 'respondent', now }, offer, null),
  )
  await work(its.claimant, (tx) =>
    acceptOffer(tx, its.claimant.actor, { caseId: its.caseId, side: 'claimant', now }, offerId),
  )
  expect(await disputes.stateOfCase(its.caseId)).toBe('settlement_draft')

  const { hash } = (await findSettlement(its.claimant.db, its.caseId))!
  await work(its.claimant, (tx) => adoptText(tx, its.caseId, hash, now))
  await work(its.respondent, (tx) => adoptText(tx, its.caseId, hash, now))
  expect(await disputes.stateOfCase(its.caseId)).toBe('signing')

  for (const side of [its.claimant, its.respondent])
    await work(side, (tx) => signSettlement(tx, side.actor, its.caseId, hash))
  expect(await disputes.stateOfCase(its.caseId)).toBe('settled')
  await disputes.letReact()
  expect(await disputes.stateOfCase(its.caseId)).toBe('fulfillment')
  expect(await holdOf(its.caseId)).toMatchObject([{ state: 'active' }])

  const [promise] = await listObligations(its.claimant.db, its.caseId)
  await work(its.claimant, (tx) => confirmObligation(tx, its.claimant.actor, its.caseId, promise!.id))
  await disputes.letReact()
  expect(await disputes.stateOfCase(its.caseId)).toBe('closed_fulfilled')
  expect(await holdOf(its.caseId)).toMatchObject([{ state: 'released' }])
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
    'case.moved',
    'settlement.drafted',
    'case.moved',
    'settlement.signed_by_side',
    'settlement.signed_by_side',
    'case.moved',
    'settlement.signed',
    'case.moved',
    'obligation.met',
    'case.closed',
    'settlement.fulfilled',
  ])
})

test('between the first text and the last promise, each step is taken by whom it is for, on the newest text', async () => {
  const its = await disputes.aNegotiation()
  const now = new Date()
  const promised = disputes.anOffer([
    { kind: 'refund', amount: '2400.00', dueOn: disputes.dueOn },
    { kind: 'service', dueOn: disputes.dueOn, text: '上门重新部署' },
  ])
  const offerId = await work(its.respondent, (tx) =>
    makeOffer(tx, its.respondent.actor, { caseId: its.caseId, side: 'respondent', now }, promised, null),
  )
  await work(its.claimant, (tx) =>
    acceptOffer(tx, its.claimant.actor, { caseId: its.caseId, side: 'claimant', now }, offerId),
  )
  const hashNow = async () => (await findSettlement(its.claimant.db, its.caseId))!.hash
  const adopt = (who: Someone, hash: string) => work(who, (tx) => adoptText(tx, its.caseId, hash, now))
  const revise = () =>
    work(its.respondent, (tx) =>
      reviseSettlement(tx, its.caseId, { items: promised.items, text: '双方另行确认' }, now),
    )
  const first = await hashNow()
  await adopt(its.claimant, first)
  await revise()
  await expect(adopt(its.respondent, first)).rejects.toMatchObject({ code: 'other-version' })
  const hash = await hashNow()
  for (const side of [its.claimant, its.respondent]) await adopt(side, hash)
  await expect(revise()).rejects.toMatchObject({ code: 'not-now' })

  const sign = (who: Someone, read = hash) =>
    work(who, (tx) => signSettlement(tx, who.actor, its.caseId, read))
  const plain = await disputes.someone('enterprise', ['buyer'], its.claimant.orgId)
  await work(its.claimant, (tx) =>
    doSeatDeed(tx, its.claimant.actor, its.caseId, {
      move: 'seat',
      personId: plain.personId,
      capacity: 'team',
    }),
  )
  await expect(sign(plain)).rejects.toMatchObject({ code: 'not-signatory' })
  await expect(sign(its.claimant, first)).rejects.toMatchObject({ code: 'other-version' })
  await sign(its.claimant)
  await expect(sign(its.claimant)).rejects.toMatchObject({ code: 'signed-before' })
  await sign(its.respondent)
  await disputes.letReact()

  const [refund, service] = await listObligations(its.claimant.db, its.caseId)
  const confirm = (who: Someone, { id }: { id: string }) =>
    work(who, (tx) => confirmObligation(tx, who.actor, its.caseId, id))
  await expect(confirm(its.claimant, refund!)).rejects.toMatchObject({ code: 'checked-by-facts' })
  await expect(confirm(its.respondent, service!)).rejects.toMatchObject({ code: 'not-your-move' })
  await confirm(its.claimant, service!)

  const apply = (who: Someone) =>
    work(who, (tx) => doSettlementDeed(tx, who.actor, its.caseId, { move: 'apply' }, now))
  await apply(its.claimant)
  await owner.db
    .updateTable('confirmations')
    .set({ dueOn: addDays(dayOf(now), -1) })
    .where('caseId', '=', its.caseId)
    .execute()
  await expect(apply(its.respondent)).rejects.toMatchObject({ code: 'window-over' })
  expect(await trailOf(owner.db, its.caseId)).toEqual([
    'case.drafted',
    'case.filed',
    'case.admitted',
    'case.hold_granted',
    'case.invited',
    'case.moved',
    'case.moved',
    'settlement.drafted',
    'settlement.drafted',
    'case.moved',
    'case.seated',
    'settlement.signed_by_side',
    'settlement.signed_by_side',
    'case.moved',
    'settlement.signed',
    'case.moved',
    'obligation.met',
    'case.confirmation_agreed',
  ])
})

test('only the mediator who is asked takes a case on, each side answers a finding once, and a caucus ends with its mediator', async () => {
  const its = await disputes.aNegotiation()
  await disputes.choose(its)
  const [asked, other] = its.mediators as [Someone, Someone]
  await expect(disputes.declare(its, other)).rejects.toMatchObject({ code: 'case-unknown' })
  expect(await disputes.declare(its, asked, { mandateClaimant: 'yes' })).toMatchObject([
    { ground: 'mandate', blocks: false },
  ])
  expect(await disputes.stateOfCase(its.caseId)).toBe('conflict_check')
  await expect(disputes.declare(its, asked)).rejects.toMatchObject({ code: 'not-asked' })
  const waive = (who: Someone, side: Side) => work(who, (tx) => waiveFindings(tx, its.caseId, side))
  await waive(its.claimant, 'claimant')
  await expect(waive(its.claimant, 'claimant')).rejects.toMatchObject({ code: 'said-before' })
  await waive(its.respondent, 'respondent')
  expect(await disputes.stateOfCase(its.caseId)).toBe('mediation')
  await disputes.letReact()

  const says = (kind: CaseChannelKind) =>
    work(its.claimant, (tx) =>
      speak(tx, its.claimant.actor, its.caseId, kind, { move: 'send', body: '请看' }, new Date()),
    )
  await says('caucus_claimant')
  const back = (who: Someone) => work(who, (tx) => stepBack(tx, who.actor, its.caseId))
  await expect(back(other)).rejects.toMatchObject({ code: 'not-asked' })
  await back(asked)
  await expect(says('caucus_claimant')).rejects.toMatchObject({ code: 'channel-closed' })
  await says('joint')
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
    'case.moved',
  ])
})

test('when a mediator refuses the next name is asked, and an objection is decided by the head of the body alone', async () => {
  const its = await disputes.aNegotiation()
  await disputes.choose(its)
  const [first, second] = its.mediators as [Someone, Someone]
  await work(first, (tx) => refuseMandate(tx, first.actor, its.caseId))
  await expect(work(first, (tx) => refuseMandate(tx, first.actor, its.caseId))).rejects.toMatchObject({
    code: 'not-asked',
  })
  await disputes.letReact()
  await disputes.declare(its, second, { mandateClaimant: 'yes' })
  const objects = () =>
    work(its.respondent, (tx) =>
      challengeMediator(tx, its.caseId, 'respondent', '与申请人有委托关系', new Date()),
    )
  await objects()
  await expect(objects()).rejects.toMatchObject({ code: 'said-before' })
  const { id } = await owner.db
    .selectFrom('mediatorChallenges')
    .select('id')
    .where('caseId', '=', its.caseId)
    .executeTakeFirstOrThrow()
  const decide = (who: Someone) => work(who, (tx) => decideChallenge(tx, its.caseId, id, 'upheld'))
  const registrar = await disputes.someone('mediation_body', ['registrar'], its.orgId)
  await expect(decide(registrar)).rejects.toMatchObject({ code: 'not-your-move' })
  await decide(its.registrar)
  expect(await disputes.stateOfCase(its.caseId)).toBe('mediator_selection')
  await expect(decide(its.registrar)).rejects.toMatchObject({ code: 'not-now' })
  expect((await trailOf(owner.db, its.caseId)).slice(8)).toEqual([
    'case.ranked',
    'case.mediator_asked',
    'case.mediator_declined',
    'case.mediator_asked',
    'case.moved',
    'case.conflicts_checked',
    'case.mediator_challenged',
    'case.challenge_decided',
    'case.moved',
  ])
})
