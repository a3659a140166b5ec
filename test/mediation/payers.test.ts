import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acceptOffer, makeOffer } from '~/mediation/offers/offers.server'
import * as cases from '~/mediation/pages/cases'
import * as thirdParty from '~/mediation/pages/third-party'
import { adoptText, findSettlement } from '~/mediation/settlements/drafting.server'
import { confirmObligation, listObligations } from '~/mediation/settlements/fulfilling.server'
import { readPayerPaper, refuseAsPayer, signAsPayer } from '~/mediation/settlements/payers.server'
import { readPaper } from '~/mediation/settlements/paper.server'
import { isComplete } from '~/mediation/settlements/signing'
import { signSettlement } from '~/mediation/settlements/signing.server'
import { usccOf } from '~/people/uscc'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner, worker } = database
servePages(database.app.pool)
const disputes = disputesOf(database)
const { work, dueOn } = disputes

const codeOf = async (orgId: string) =>
  (
    await owner.db
      .selectFrom('organizations')
      .where('id', '=', orgId)
      .select('uscc')
      .executeTakeFirstOrThrow()
  ).uscc!

const payment = (payer: string) => [
  {
    kind: 'third_party_pay',
    debtor: 'respondent',
    amount: '600.00',
    text: '经销商承担上门费用',
    payer,
    dueOn,
  },
]

/** A case whose sides have fixed a text by which a reseller pays; the reseller has a signatory. */
async function aFixedText() {
  const its = await disputes.aNegotiation()
  const reseller = await disputes.someone('vendor', ['vendor', 'signatory'])
  const { caseId, claimant, respondent } = its
  const now = new Date()
  const offers = async (payer: string) =>
    work(respondent, (tx) =>
      makeOffer(
        tx,
        respondent.actor,
        { caseId, side: 'respondent', now },
        disputes.anOffer(payment(payer)),
        null,
      ),
    )
  const fix = async () => {
    const offerId = await offers(await codeOf(reseller.orgId))
    await work(claimant, (tx) => acceptOffer(tx, claimant.actor, { caseId, side: 'claimant', now }, offerId))
    const { hash } = (await findSettlement(claimant.db, caseId))!
    await work(claimant, (tx) => adoptText(tx, caseId, hash, now))
    expect(await reads(reseller)).toBeUndefined()
    await work(respondent, (tx) => adoptText(tx, caseId, hash, now))
    return hash
  }
  const reads = (who: Someone) => readPayerPaper(who.db, caseId)
  const signs = (who: Someone, hash: string) => work(who, (tx) => signSettlement(tx, who.actor, caseId, hash))
  const pays = (who: Someone, hash: string) => work(who, (tx) => signAsPayer(tx, who.actor, caseId, hash))
  const state = () => disputes.stateOfCase(caseId)
  return { ...its, reseller, offers, fix, reads, signs, pays, state }
}

test('a payment by a third party names one that is registered here and no party', async () => {
  const its = await aFixedText()
  await expect(its.offers('')).rejects.toMatchObject({ code: 'payer-needed' })
  const code = usccOf({ district: '350200', organization: 'XX999999' })
  await expect(its.offers(code)).rejects.toMatchObject({ code: 'payer-unknown' })
  await expect(its.offers(await codeOf(its.respondent.orgId))).rejects.toMatchObject({ code: 'payer-party' })
})

test('the settlement binds once both sides and the reseller have signed the same text, in any order', async () => {
  const its = await aFixedText()
  const hash = await its.fix()
  for (const side of [its.claimant, its.respondent]) await its.signs(side, hash)
  await disputes.letReact()
  expect(await its.state()).toBe('signing')
  await expect(its.pays(its.reseller, 'a'.repeat(64))).rejects.toMatchObject({ code: 'other-version' })
  await its.pays(its.reseller, hash)
  await expect(its.pays(its.reseller, hash)).rejects.toMatchObject({ code: 'signed-before' })
  await disputes.letReact()
  expect(await its.state()).toBe('fulfillment')
  expect(
    (await trailOf(owner.db, its.caseId)).filter((kind) => kind === 'settlement.signed_by_side'),
  ).toHaveLength(3)

  const [obligation] = await listObligations(its.claimant.db, its.caseId)
  expect(obligation).toMatchObject({ kind: 'third_party_pay', amount: 60_000n, debtorSide: 'respondent' })
  await work(its.claimant, (tx) => confirmObligation(tx, its.claimant.actor, its.caseId, obligation!.id))
  await disputes.letReact()
  expect(await its.state()).toBe('closed_fulfilled')

  const first = await aFixedText()
  const other = await first.fix()
  await first.pays(first.reseller, other)
  await first.signs(first.claimant, other)
  expect(await first.state()).toBe('signing')
  await first.signs(first.respondent, other)
  expect(await first.state()).toBe('settled')
})

test('the reseller is shown the text that it signs, by a signatory alone, and nothing else of the case', async () => {
  const its = await aFixedText()
  const hash = await its.fix()
  const clerk = await disputes.someone('vendor', ['vendor'], its.reseller.orgId)
  const stranger = await disputes.someone('vendor', ['vendor', 'signatory'])
  expect(await its.reads(its.reseller)).toMatchObject({ hash, state: 'agreed', signedAt: null })
  for (const who of [clerk, stranger, its.claimant]) expect(await its.reads(who)).toBeUndefined()
  await expect(its.pays(stranger, hash)).rejects.toMatchObject({ code: 'case-unknown' })
  for (const table of ['cases', 'objections', 'offers', 'settlements', 'caseSeats', 'deadlines'] as const)
    expect(await its.reseller.db.selectFrom(table).selectAll().execute(), table).toEqual([])
  const notice = await owner.db
    .selectFrom('notifications')
    .where('personId', '=', its.reseller.personId)
    .select(['kind', 'href', 'facts'])
    .execute()
  expect(notice).toMatchObject([{ kind: 'case.to_sign', href: `/cases/${its.caseId}/third-party` }])
  expect(Object.keys(notice[0]!.facts as object).toSorted()).toEqual(['body', 'bodyEn', 'number'])
})

test('where the reseller does not sign, the text goes back to the sides and it reads it no more', async () => {
  const its = await aFixedText()
  const hash = await its.fix()
  await its.signs(its.claimant, hash)
  await work(its.reseller, (tx) => refuseAsPayer(tx, its.caseId))
  await expect(its.pays(its.reseller, hash)).rejects.toMatchObject({ code: 'signed-before' })
  await disputes.letReact()
  expect(await its.state()).toBe('settlement_draft')
  expect(await its.reads(its.reseller)).toBeUndefined()
})

test('the paper names the third party, and is a draft until it has signed', async () => {
  const its = await aFixedText()
  const hash = await its.fix()
  const { body } = (await findSettlement(its.claimant.db, its.caseId))!
  expect(body.payers).toEqual([{ name: expect.any(String), uscc: await codeOf(its.reseller.orgId) }])
  for (const side of [its.claimant, its.respondent]) await its.signs(side, hash)
  expect(
    (await readPaper(its.claimant.db, its.claimant.actor, its.caseId, 'zh'))!.bytes.length,
  ).toBeGreaterThan(0)
})

test('nothing binds without both sides and as many third parties as the text names', () => {
  const side = fc.constantFrom('claimant', 'respondent', 'mediator', 'payer')
  fc.assert(
    fc.property(fc.array(fc.record({ side }), { maxLength: 6 }), fc.nat(2), (signatures, payers) => {
      const of = (name: string) => signatures.filter((one) => one.side === name).length
      expect(isComplete(signatures, payers)).toBe(
        of('claimant') > 0 && of('respondent') > 0 && of('payer') >= payers,
      )
    }),
  )
})

test('a signatory of the reseller signs over its own page', async () => {
  const its = await aFixedText()
  const hash = await its.fix()
  const params = { caseId: its.caseId }
  const cookie = await cookieFor(worker.db, its.reseller)
  expect(
    (await visit(thirdParty.loader, { params, cookie: await cookieFor(worker.db, its.respondent) })).status,
  ).toBe(404)
  const waiting = async (who: Someone) =>
    (
      (await visit(cases.loader, { path: '/cases', cookie: await cookieFor(worker.db, who) })).data as {
        toSign: { caseId: string }[]
      }
    ).toSign.map(({ caseId }) => caseId)
  expect(await waiting(its.reseller)).toEqual([its.caseId])
  expect(await waiting(its.claimant)).toEqual([])
  expect((await visit(thirdParty.loader, { params, cookie })).data).toMatchObject({ hash, signedAt: null })
  expect(await visit(thirdParty.action, { params, cookie, form: { move: 'sign', hash } })).toMatchObject({
    location: `/cases/${its.caseId}/third-party?done=signed`,
  })
  expect((await visit(thirdParty.loader, { params, cookie })).data).toMatchObject({
    signedAt: expect.any(Date),
  })
  expect(await waiting(its.reseller)).toEqual([])
})
