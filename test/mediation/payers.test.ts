import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acceptOffer, makeOffer } from '~/mediation/offers/offers.server'
import * as cases from '~/mediation/pages/cases'
import * as thirdParty from '~/mediation/pages/third-party'
import { adoptText, findSettlement } from '~/mediation/settlements/drafting.server'
import { confirmObligation, listObligations } from '~/mediation/settlements/fulfilling.server'
import { readPayerPaper, refuseAsPayer, signAsPayer } from '~/mediation/settlements/payers.server'
import { takeExtract } from '~/mediation/settlements/extract.server'
import { readPaper as readSettlementPaper } from '~/mediation/settlements/paper.server'
import { isComplete } from '~/mediation/settlements/signing'
import { signSettlement } from '~/mediation/settlements/signing.server'
import { signingPublicKey } from '~/kernel/signing.server'
import { dayOf } from '~/kernel/workdays'
import { signedTextOf } from '~/licenses/certificates/checking'
import { checkFile } from '~/program/verifying/file'
import * as thirdPartyPdf from '~/mediation/pages/third-party-pdf'
import { usccOf } from '~/people/uscc'
import { settlement as en } from '~/texts/en/settlement'
import { settlement as zh } from '~/texts/zh/settlement'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { readPaper } from '../support/paper'
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
async function aFixedText(...further: Record<string, string>[]) {
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
        disputes.anOffer([...payment(payer), ...further]),
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
    (await readSettlementPaper(its.claimant.db, its.claimant.actor, its.caseId, 'zh'))!.bytes.length,
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

/** All have signed: the case is being fulfilled. */
async function aSignedText() {
  const its = await aFixedText()
  const hash = await its.fix()
  for (const side of [its.claimant, its.respondent]) await its.signs(side, hash)
  const before = await takeExtract(its.reseller.db, its.reseller.actor, its.caseId)
  expect(before).toBeUndefined()
  await its.pays(its.reseller, hash)
  await disputes.letReact()
  return { ...its, hash, take: (who: Someone) => takeExtract(who.db, who.actor, its.caseId, 'en') }
}

const trusted = { certificateKeys: [], platformKey: signingPublicKey() }
const check = (bytes: Uint8Array) => checkFile(bytes, trusted, dayOf(new Date()))

test('who pays takes an extract along that /verify finds genuine: parties, its payment, the digest of the whole, who signed', async () => {
  const its = await aSignedText()
  const taken = (await its.take(its.reseller))!
  const found = await check(taken.bytes)
  expect(found).toMatchObject({ kind: 'extract', outcome: 'genuine', problems: [] })
  const { extract } = JSON.parse(signedTextOf(taken.bytes)) as { extract: string }
  const said = JSON.parse(extract)
  expect(said).toMatchObject({
    agreement: its.hash,
    payer: { uscc: await codeOf(its.reseller.orgId) },
    obligations: [{ amount: '60000', dueOn, text: '经销商承担上门费用' }],
  })
  expect(said.signatures.map(({ side }: { side: string }) => side)).toEqual([
    'claimant',
    'respondent',
    'payer',
  ])
  expect(found.facts).toContainEqual(['agreement', its.hash])
  expect(found.facts).toContainEqual(['amount', '600.00 CNY'])
  expect((await its.take(its.reseller))!.bytes).toEqual(taken.bytes)

  const file = signedTextOf(taken.bytes)
  const changed = Buffer.from(file.replace('60000', '60001'))
  expect(await check(changed)).toMatchObject({ outcome: 'wrong', problems: ['extract-signature'] })
  const other = { ...trusted, platformKey: '11'.repeat(32) }
  expect(await checkFile(Buffer.from(file), other, dayOf(new Date()))).toMatchObject({ outcome: 'wrong' })
})

test('the extract says nothing of what else the two sides have promised each other, and is a signatory’s of who pays alone', async () => {
  const its = await aFixedText({ kind: 'service', debtor: 'respondent', text: '上门两次并道歉', dueOn })
  const hash = await its.fix()
  for (const side of [its.claimant, its.respondent]) await its.signs(side, hash)
  await its.pays(its.reseller, hash)
  await disputes.letReact()
  const take = (who: Someone) => takeExtract(who.db, who.actor, its.caseId, 'zh')
  const said = signedTextOf((await take(its.reseller))!.bytes)
  expect(said).toContain('经销商承担上门费用')
  expect(said).not.toContain('上门两次并道歉')
  const clerk = await disputes.someone('vendor', ['vendor'], its.reseller.orgId)
  const stranger = await disputes.someone('vendor', ['vendor', 'signatory'])
  for (const who of [clerk, stranger, its.claimant, its.respondent, its.registrar])
    expect(await take(who)).toBeUndefined()
  const another = await disputes.someone('vendor', ['vendor', 'signatory'], its.reseller.orgId)
  expect(await take(another)).toBeDefined()

  const params = { caseId: its.caseId }
  const page = async (who: Someone) =>
    visit(thirdParty.loader, { params, cookie: await cookieFor(worker.db, who) })
  expect((await page(its.reseller)).data).toMatchObject({
    obligations: [{ amount: 60_000n, state: 'open' }],
    signatures: [{ side: 'claimant' }, { side: 'respondent' }, { side: 'payer' }],
  })
  expect((await visit(thirdPartyPdf.loader, { params, cookie: await cookieFor(worker.db, its.reseller) })).status).toBe(200) // oxfmt-ignore
  expect((await visit(thirdPartyPdf.loader, { params, cookie: await cookieFor(worker.db, its.claimant) })).status).toBe(404) // oxfmt-ignore
  const payment = (await listObligations(its.claimant.db, its.caseId)).find(
    ({ kind }) => kind === 'third_party_pay',
  )!
  await work(its.claimant, (tx) => confirmObligation(tx, its.claimant.actor, its.caseId, payment.id))
  expect((await page(its.reseller)).data).toMatchObject({ obligations: [{ state: 'met' }] })
})

test('before all have signed the page tells who pays neither who has signed nor any promise as binding', async () => {
  const its = await aFixedText()
  const hash = await its.fix()
  await its.signs(its.claimant, hash)
  const { data } = await visit(thirdParty.loader, {
    params: { caseId: its.caseId },
    cookie: await cookieFor(worker.db, its.reseller),
  })
  expect(data).toMatchObject({ state: 'agreed', obligations: [], signatures: [] })
})

test.each(['zh', 'en'] as const)(
  'the extract is set in %s, with its digest and the address where it is checked',
  async (locale) => {
    const its = await aSignedText()
    const { bytes } = (await takeExtract(its.reseller.db, its.reseller.actor, its.caseId, locale))!
    const said = await readPaper(bytes, `extract-${locale}`)
    for (const part of [
      its.hash,
      '600.00',
      dueOn,
      await codeOf(its.reseller.orgId),
      '/verify',
      '经销商承担上门费用',
    ])
      expect(said).toContain(part)
    expect(said).toContain((locale === 'zh' ? zh : en).extract.promises.replaceAll(' ', ''))
  },
)
