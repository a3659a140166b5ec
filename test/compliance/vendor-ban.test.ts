import { expect, test } from 'vitest'
import { declareConflict, decideEligibility } from '~/awards/eligibility/commands.server'
import { findBidder } from '~/bids/queries.server'
import { answerNotice, moveEntry, proposeEntry } from '~/compliance/blacklist/commands.server'
import * as hearing from '~/compliance/blacklist/pages/hearing'
import { addDays, dayOf } from '~/kernel/workdays'
import {
  applyForQualification,
  decideQualification,
  saveAnswers,
} from '~/rounds/qualifications/commands.server'
import { biddingOf } from '../support/bidding'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { letReact } from '../support/reactions'
import type { Someone } from '../support/people'

const connections = await aDatabase()
const { owner, worker } = connections
const market = biddingOf(connections)
servePages(connections.app.pool)

const today = new Date()
const later = new Date(today.getTime() + 40 * 86_400_000)
const doing = <T>(who: Someone, work: (tx: Someone['db']) => Promise<T>) => who.db.transaction().execute(work)
const codeOf = (work: Promise<unknown>) => work.then(() => null, (error: { code?: string }) => error.code ?? String(error)) // oxfmt-ignore
const standingOf = async (vendor: Someone) =>
  (await owner.db.selectFrom('qualifications').select('state').where('vendorId', '=', vendor.orgId).orderBy('appliedAt', 'desc').executeTakeFirst())?.state // oxfmt-ignore
const answers = { 'license-until': '2099-12-31', authorized: 'yes', 'supply-chain': '权利人经总代理直供', 'response-hours': '4', delivery: '五个工作日交付', 'no-offense': 'yes', works: '3' } // oxfmt-ignore
const files = () => Object.fromEntries(['license-until', 'authorized', 'works'].map((code) => [code, new File(['%PDF-1.7\n'], '证明.pdf')])) // oxfmt-ignore

async function aQualifiedVendor() {
  const vendor = await market.aVendor()
  await owner.db.insertInto('qualifications').values({ vendorId: vendor.orgId, criteriaVersion: 1, state: 'qualified', validUntil: new Date(later.getTime() + 90 * 86_400_000) }).execute() // oxfmt-ignore
  return vendor
}

/** A decision against a vendor, up to the list. */
async function listed(vendor: Someone) {
  const [proposer, lister, third] = [
    await market.anOfficer(),
    await market.anOfficer(),
    await market.anOfficer(),
  ]
  const { uscc } = await owner.db.selectFrom('organizations').select('uscc').where('id', '=', vendor.orgId).executeTakeFirstOrThrow() // oxfmt-ignore
  const id = await doing(proposer, (tx) =>
    proposeEntry(
      tx,
      proposer.actor,
      { uscc, decisionNo: '青文执罚〔2026〕31号', authority: '青岛市文化和旅游局', decidedOn: addDays(dayOf(today), -90), ground: '销售侵权软件', products: [], file: new File(['%PDF-1.7\n%'], '处罚决定书.pdf') }, // oxfmt-ignore
      today,
    ),
  )
  await doing(proposer, (tx) =>
    moveEntry(tx, proposer.actor, id, { move: 'notice', finalOn: dayOf(today) }, today),
  )
  const page = await visit(hearing.loader, {
    params: { entryId: id },
    cookie: await cookieFor(worker.db, vendor),
  })
  expect(page).toMatchObject({ status: 200, data: { speaks: true } })
  await doing(vendor, (tx) => answerNotice(tx, vendor.actor, id, '已停止销售', today))
  await doing(lister, (tx) =>
    moveEntry(tx, lister.actor, id, { move: 'list', considered: '申辩不影响处罚决定' }, later),
  )
  await letReact(market.clock.db)
  const removed = async () => {
    for (const who of [lister, third])
      await doing(who, (tx) => moveEntry(tx, who.actor, id, { move: 'remove', ground: 'annulled' }, later))
    await letReact(market.clock.db)
  }
  return { removed }
}

test('a listed vendor is banned, may neither apply nor bid, and is free again once it is off the list', async () => {
  const { id: roundId } = await market.aRound()
  const vendor = await aQualifiedVendor()
  const officer = await market.anOfficer()
  const { removed } = await listed(vendor)
  expect(await standingOf(vendor)).toBe('banned')
  expect(await doing(vendor, (tx) => findBidder(tx, vendor.actor, roundId))).toMatchObject({
    qualification: 'banned',
  })
  expect(await codeOf(doing(vendor, (tx) => applyForQualification(tx, vendor.actor)))).toBe('vendor-listed')
  const row = await owner.db.selectFrom('qualifications').select('id').where('vendorId', '=', vendor.orgId).executeTakeFirstOrThrow() // oxfmt-ignore
  expect(await codeOf(doing(officer, (tx) => decideQualification(tx, officer.actor, row.id, { move: 'resume' })))).toBe('already-moved') // oxfmt-ignore
  await removed()
  expect(await standingOf(vendor)).toBe('qualified')
})

test('an application that waits is banned as well, and whoever never applied may not bid either', async () => {
  const { id: roundId } = await market.aRound()
  const vendor = await market.aVendor()
  await owner.db.deleteFrom('qualifications').where('vendorId', '=', vendor.orgId).execute()
  await doing(vendor, (tx) => saveAnswers(tx, vendor.actor, { move: 'save', answers, files: files() }))
  await doing(vendor, (tx) => applyForQualification(tx, vendor.actor))
  await listed(vendor)
  expect(await standingOf(vendor)).toBe('banned')
  await owner.db.deleteFrom('qualificationEvidence').execute()
  await owner.db.deleteFrom('qualifications').where('vendorId', '=', vendor.orgId).execute()
  expect(await doing(vendor, (tx) => findBidder(tx, vendor.actor, roundId))).toMatchObject({
    qualification: 'banned',
  })
})

test('what has ended while it was banned does not come back', async () => {
  const vendor = await aQualifiedVendor()
  const { removed } = await listed(vendor)
  await owner.db
    .updateTable('qualifications')
    .set({ validUntil: today })
    .where('vendorId', '=', vendor.orgId)
    .execute()
  await removed()
  expect(await standingOf(vendor)).toBe('expired')
})

test('a bid sealed before the listing cannot be found eligible', async () => {
  const vendor = await market.aVendor()
  const round = await market.aRound({ lots: [{}], terms: { minBids: 1 } })
  const bid = await market.seal(vendor, round)
  await market.close(round)
  await market.open(round, 'technical')
  await listed(vendor)
  const evaluator = await market.someone('agency', ['evaluator'])
  await doing(evaluator, (tx) => declareConflict(tx, evaluator.actor, round.id, null))
  const judge = (verdict: 'eligible' | 'ineligible') =>
    doing(evaluator, (tx) =>
      decideEligibility(tx, evaluator.actor, round.id, [{ bidId: bid, verdict, reason: '列入黑名单' }]),
    )
  expect(await codeOf(judge('eligible'))).toBe('vendor-listed')
  expect(await codeOf(judge('ineligible'))).toBeNull()
})
