import { expect, test } from 'vitest'
import { acceptOffer, makeOffer } from '~/mediation/offers/offers.server'
import { adoptText, findSettlement } from '~/mediation/settlements/drafting.server'
import { confirmObligation, listObligations } from '~/mediation/settlements/fulfilling.server'
import { signSettlement } from '~/mediation/settlements/signing.server'
import { aDatabase } from '../support/database'
import { disputesOf } from '../support/cases'

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
})
