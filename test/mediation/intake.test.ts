import { expect, test } from 'vitest'
import { changeClaim } from '~/mediation/intake/claim.server'
import { addObjection, draftCase, fileCase } from '~/mediation/intake/file.server'
import { draftForm } from '~/mediation/intake/form'
import { type Matter, objectionsAtMost, whyNotFile, whyNotObject } from '~/mediation/intake/grounds'
import { findSubject } from '~/mediation/intake/subject.server'
import { moveCase } from '~/mediation/moves.server'
import { keepFirstOffer } from '~/mediation/offers/offers.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'

const database = await aDatabase()
const { owner } = database
const disputes = disputesOf(database)
const { work } = disputes

type Claim = Parameters<typeof whyNotObject>[1]
const claim: Claim = { ground: 'not_working', remedy: 'refund', amount: 100n, quantity: 5 }
const bought = { paid: 100n, quantity: 5 }

test('a claim fits its kind of dispute, and asks for no more than the line has cost and brought', () => {
  const whyNot = (facts: Partial<Claim>) => whyNotObject('purchase', { ...claim, ...facts }, bought)
  expect(whyNot({})).toBeNull()
  expect(whyNot({ ground: 'over_use' })).toBe('ground-of-other-type')
  expect(whyNot({ remedy: 'uninstall' })).toBe('remedy-of-other-type')
  expect(whyNot({ amount: null })).toBe('amount-needed')
  expect(whyNot({ remedy: 'declare', amount: null })).toBeNull()
  expect(whyNot({ amount: 101n })).toBe('refund-above-paid')
  expect(whyNot({ remedy: 'pay', amount: 101n })).toBeNull()
  expect(whyNot({ quantity: 6 })).toBe('quantity-above-line')
})

test('a use is disputed on its own grounds, without a line that limits it', () => {
  const use: Claim = { ground: 'unlicensed_use', remedy: 'pay', amount: 1_000n, quantity: 9 }
  expect(whyNotObject('use', use, null)).toBeNull()
  expect(whyNotObject('use', { ...use, ground: 'not_working' }, null)).toBe('ground-of-other-type')
  expect(whyNotObject('use', { ...use, remedy: 'refund' }, null)).toBe('remedy-of-other-type')
})

const ready = { matter: 'fit' as Matter, objections: 1, hasFirstOffer: true, isReachable: true }

test.each([
  [null, {}],
  ['matter-consumer', { matter: 'consumer' }],
  ['matter-criminal', { matter: 'criminal' }],
  ['matter-judged', { matter: 'judged' }],
  ['objection-missing', { objections: 0 }],
  [null, { objections: objectionsAtMost }],
  ['objections-too-many', { objections: objectionsAtMost + 1 }],
  ['offer-missing', { hasFirstOffer: false }],
  ['contact-missing', { isReachable: false }],
] as const)('%s: filing with %o', (code, facts) => expect(whyNotFile({ ...ready, ...facts })).toBe(code))

type Draft = Awaited<ReturnType<typeof disputes.aDraft>>
const values = (body: { orgId: string }, facts: Record<string, string> = {}) =>
  draftForm.parse({
    bodyId: body.orgId,
    ground: 'service',
    remedy: 'refund',
    amount: '1.00',
    quantity: '1',
    text: '再次报修无人答复',
    ...facts,
  })
const subjectOf = (who: Draft['claimant'], line: string) => findSubject(who.db, who.actor, { line })
const draft = async (its: Draft, line = its.order.lineIds[0]!) => {
  const subject = await subjectOf(its.claimant, line)
  return work(its.claimant, (tx) => draftCase(tx, its.claimant.actor, subject, values(its.body), new Date()))
}
const add = (its: Draft) =>
  work(its.claimant, (tx) =>
    changeClaim(tx, its.claimant.actor, its.caseId, { move: 'add', ...values(its.body) }),
  )
const drop = async (its: Draft) => {
  const { id } = await owner.db
    .selectFrom('objections')
    .select('id')
    .where('caseId', '=', its.caseId)
    .orderBy('no', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return work(its.claimant, (tx) =>
    changeClaim(tx, its.claimant.actor, its.caseId, { move: 'drop', objectionId: id }),
  )
}
const file = (its: { caseId: string; claimant: Draft['claimant'] }, matter: Matter = 'fit') =>
  work(its.claimant, (tx) => fileCase(tx, its.claimant.actor, its.caseId, matter, new Date()))

test('a claim is about something bought by oneself, and about what no other case of one’s own is about', async () => {
  const its = await disputes.aDraft()
  const another = await disputes.aConfirmedOrder()
  await expect(draft(its, another.lineIds[0]!)).rejects.toMatchObject({ code: 'party-unknown' })
  const second = await draft(its)
  await file(its)
  await expect(draft(its)).rejects.toMatchObject({ code: 'subject-in-case' })
  const other = { ...its, caseId: second }
  await expect(add(other)).rejects.toMatchObject({ code: 'subject-in-case' })
  await work(its.claimant, (tx) =>
    keepFirstOffer(tx, its.claimant.actor, { caseId: second, now: new Date() }, disputes.anOffer()),
  )
  await expect(file(other)).rejects.toMatchObject({ code: 'subject-in-case' })
  await work(its.registrar, (tx) => moveCase(tx, its.caseId, 'reject'))
  await file(other)
})

test('every claim of a draft is against the same respondent, at most twenty, and none once it is filed', async () => {
  const its = await disputes.aDraft()
  const other = await disputes.aConfirmedOrder({ buyer: its.claimant })
  const subject = (await subjectOf(its.claimant, other.lineIds[0]!))!
  await expect(
    work(its.claimant, (tx) => addObjection(tx, its.claimant.actor, its.caseId, subject, values(its.body))),
  ).rejects.toMatchObject({ code: 'other-respondent' })
  for (let no = 2; no <= objectionsAtMost; no += 1) await add(its)
  await expect(add(its)).rejects.toMatchObject({ code: 'objections-too-many' })
  await drop(its)
  await add(its)
  await file(its)
  await expect(add(its)).rejects.toMatchObject({ code: 'draft-only' })
  await expect(drop(its)).rejects.toMatchObject({ code: 'draft-only' })
})

test('a draft is filed when it fits, claims something, offers something and reaches somebody', async () => {
  const its = await disputes.aDraft()
  await expect(file(its, 'judged')).rejects.toMatchObject({ code: 'matter-judged' })
  await drop(its)
  await expect(file(its)).rejects.toMatchObject({ code: 'objection-missing' })
  await expect(add(its)).rejects.toMatchObject({ code: 'party-unknown' })

  const begun = await draft(its)
  await expect(file({ ...its, caseId: begun })).rejects.toMatchObject({ code: 'offer-missing' })

  const silent = await disputes.aDraft()
  await owner.db
    .updateTable('members')
    .set({ until: new Date() })
    .where('orgId', '=', silent.respondent.orgId)
    .execute()
  await expect(file(silent)).rejects.toMatchObject({ code: 'contact-missing' })
  const contact = { move: 'contact', respondentContact: 'legal@vendor.example.cn' } as const
  await work(silent.claimant, (tx) => changeClaim(tx, silent.claimant.actor, silent.caseId, contact))
  await file(silent)
  expect(await disputes.stateOfCase(silent.caseId)).toBe('filed')
})
