import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { readRound } from '~/awards/runs/facts.server'
import { bundleBidOf, bundleDeposit, bundlesForm, readBundleCopy } from '~/bids/bundles/entry'
import * as bundlesPage from '~/bids/bundles/pages/bundles'
import * as receiptPage from '~/bids/bundles/pages/receipt'
import { findOwnBundles } from '~/bids/bundles/queries.server'
import { depositBundles, sealBundles, withdrawBundles } from '~/bids/bundles/seal.server'
import { withdrawBid } from '~/bids/seal.server'
import { makeKey, sealForOpeners } from '~/rounds/sealing/age'
import { toBase64 } from '~/kernel/base64'
import { biddingOf, type RoundOfOpeners } from '../support/bidding'
import { aDatabase } from '../support/database'
import { openWithKey } from '../support/openers'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner, app, worker } = database
const market = biddingOf(database)
const { aRoundOfOpeners, aVendor, clock, close, pledge, sealInBrowser } = market
servePages(app.pool)

const three = [{}, {}, {}]
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  )

/** Bundles of so many lots as the vendor's browser seals them. */
async function sealedOf(by: Someone, round: RoundOfOpeners, places: readonly number[], inside: object = {}) {
  const bundles = [{ lots: places.map((place) => round.lots[place]!.id), discountBps: 350 }]
  const body = { ...bundleBidOf({ round: round.id, vendor: by.orgId }, bundles), ...inside }
  const head = {
    round: round.id,
    noticeHash: round.notice,
    kind: 'bundle',
    lot: null,
    author: by.orgId,
  } as const
  const recipients = round.openers.map(({ recipient }) => recipient)
  const sealed = (await sealForOpeners(head, body, recipients, (await makeKey()).recipient, randomBytes(32)))!
  const posted = { notice: round.notice, bundle: sealed.envelope }
  return { posted, values: bundleDeposit.parse(posted), bundles, sealed }
}
const put = (by: Someone, round: RoundOfOpeners, values: Awaited<ReturnType<typeof sealedOf>>['values']) =>
  by.db.transaction().execute((tx) => depositBundles(tx, by.actor, round.id, values))

/** A vendor that bids in the first lots of a round. */
async function aBidder(round: RoundOfOpeners, lots = 3) {
  const vendor = await aVendor()
  for (let at = 0; at < lots; at += 1) await sealInBrowser(vendor, round, at)
  return vendor
}

test('a lot is in one bundle, a bundle has two to four lots and a discount; each problem is at its cell', () => {
  const lots = Array.from({ length: 6 }, (_, at) => `0198a0e0-0000-7000-8000-00000000000${at}`)
  const problems = (group: string, discount: object) => {
    const typed = Object.fromEntries(
      lots.map((lot, at) => [lot, group[at] ?? '']).filter(([, letter]) => letter !== '-'),
    )
    const read = bundlesForm(lots).safeParse({ notice: 'ab'.repeat(32), group: typed, discount })
    return read.success
      ? read.data.bundles
      : read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
  }
  expect(problems('AABB--', { A: '３.5%', B: '10' })).toEqual([
    { lots: lots.slice(0, 2), discountBps: 350 },
    { lots: lots.slice(2, 4), discountBps: 1000 },
  ])
  expect(problems('A-----', { A: '3' })).toEqual(['discount.A bundle-too-small'])
  expect(problems('AAAAA-', { A: '3' })).toEqual(['discount.A bundle-too-large'])
  expect(problems('AA----', {})).toEqual(['discount.A required'])
  expect(problems('------', {})).toEqual(['discount.A bundles-none'])
  for (const wrong of ['-1', '0', '100', '3.555', 'three'])
    expect(problems('AA----', { A: wrong })).toContainEqual(expect.stringContaining('percent-form'))
})

test('bundles are sealed in the browser beside the bids, replaced and withdrawn until the closing', async () => {
  const round = await aRoundOfOpeners({ lots: three })
  const vendor = await aBidder(round)
  const first = await sealedOf(vendor, round, [0, 1])
  await put(vendor, round, first.values)
  expect(await codeOf(put(vendor, round, first.values))).toBe('envelope-replayed')
  await put(vendor, round, (await sealedOf(vendor, round, [1, 2])).values)
  const { rows } = await owner.pool.query(
    `select state from sealed_items where round_id = $1 and kind = 'bundle' order by received_at`,
    [round.id],
  )
  expect(rows).toEqual([{ state: 'replaced' }, { state: 'current' }])
  expect(await findOwnBundles(vendor.db, vendor.actor, round.id)).toMatchObject({ told: null })
  await vendor.db.transaction().execute((tx) => withdrawBundles(tx, vendor.actor, round.id))
  expect(await findOwnBundles(vendor.db, vendor.actor, round.id)).toBeNull()
  const copy = {
    format: 'bundle-copy/1',
    round: round.id,
    recovery: '',
    bundle: toBase64(first.sealed.frame),
  }
  expect(readBundleCopy(JSON.stringify(copy), first.sealed.commitment)).toEqual(first.bundles)
  expect(readBundleCopy(JSON.stringify(copy), '0'.repeat(64))).toBeNull()
})

test('they need two bids, the present notice, an envelope of their own, and to come in time', async () => {
  const round = await aRoundOfOpeners({ lots: three })
  const [vendor, other] = [await aBidder(round), await aBidder(round, 1)]
  const { values } = await sealedOf(vendor, round, [0, 1])
  expect(await codeOf(put(other, round, (await sealedOf(other, round, [0, 1])).values))).toBe(
    'bundle-without-bid',
  )
  expect(await codeOf(put(vendor, round, { ...values, notice: '0'.repeat(64) }))).toBe('notice-changed')
  const foreign = { ...values, bundle: { ...values.bundle, author: other.orgId } }
  expect(await codeOf(put(vendor, round, foreign))).toBe('envelope-elsewhere')
  const short = { ...values, bundle: { ...values.bundle, payload: toBase64(randomBytes(99)) } }
  expect(await codeOf(put(vendor, round, short))).toBe('envelope-malformed')
  const plain = vendor.db
    .transaction()
    .execute((tx) => sealBundles(tx, vendor.actor, round.id, { notice: round.notice, bundles: [] }))
  expect(await codeOf(plain)).toBe('seal-in-browser')
  const without = await aRoundOfOpeners({ lots: three, terms: { bundles: false } })
  const there = await aBidder(without, 2)
  expect(await codeOf(put(there, without, (await sealedOf(there, without, [0, 1])).values))).toBe(
    'bundles-not-taken',
  )
  await close(round)
  expect(await codeOf(put(vendor, round, values))).toBe('bids-closed')
})

test('opened with the prices they count in the award; of lots without a bid, of another vendor or without shape they do not', async () => {
  const round = await aRoundOfOpeners({ lots: three })
  const [good, bold, thief, blank] = [
    await aBidder(round), await aBidder(round), await aBidder(round), await aBidder(round),
  ] // oxfmt-ignore
  await put(good, round, (await sealedOf(good, round, [0, 2])).values)
  await put(bold, round, (await sealedOf(bold, round, [0, 1])).values)
  await put(thief, round, (await sealedOf(thief, round, [0, 1], { vendor: good.orgId })).values)
  await put(blank, round, (await sealedOf(blank, round, [0, 1], { bundles: [] })).values)
  const { id } = await owner.db
    .selectFrom('bids')
    .select('id')
    .where('vendorId', '=', bold.orgId)
    .where('lotId', '=', round.lots[1]!.id)
    .executeTakeFirstOrThrow()
  await bold.db.transaction().execute((tx) => withdrawBid(tx, bold.actor, id))
  await pledge(await market.aBuyer(), round, 0, { quantity: 5 })
  await close(round)
  for (const opener of round.openers.slice(0, 2)) await openWithKey(opener, round.id, 'technical')
  await owner.pool.query(`update bids set state = 'eligible' where round_id = $1 and state = 'opened'`, [
    round.id,
  ])
  await owner.pool.query(`update rounds set state = 'eligibility_fixed' where id = $1`, [round.id])
  for (const opener of round.openers.slice(1)) await openWithKey(opener, round.id, 'price')
  const { rows } = await owner.pool.query(
    `select i.org_id, o.fault from sealed_items i join opened_items o on o.item_id = i.id where i.round_id = $1 and i.kind = 'bundle'`,
    [round.id],
  )
  const faults = Object.fromEntries(rows.map(({ org_id, fault }) => [org_id, fault]))
  expect(faults).toEqual({
    [good.orgId]: null,
    [bold.orgId]: 'schema',
    [thief.orgId]: 'other-lot',
    [blank.orgId]: 'schema',
  })
  const { facts } = await clock.db.transaction().execute((tx) => readRound(tx, round.id))
  expect(facts.bundles).toEqual([{ vendorId: good.orgId, lots: ['L01', 'L03'], discountBps: 350 }])
})

test('the page takes the envelope, shows its receipt to the vendor alone, and works without scripts where the platform seals', async () => {
  const round = await aRoundOfOpeners({ lots: three })
  const [vendor, rival] = [await aBidder(round), await aBidder(round)]
  const [cookie, foreign] = [await cookieFor(worker.db, vendor), await cookieFor(worker.db, rival)]
  const params = { roundId: round.id }
  const { posted } = await sealedOf(vendor, round, [0, 1])
  expect(await visit(bundlesPage.action as never, { params, cookie, form: posted })).toMatchObject({
    location: `/rounds/${round.id}/bundles?done=sealed`,
  })
  expect((await visit(receiptPage.loader as never, { params, cookie })).status).toBe(200)
  expect((await visit(receiptPage.loader as never, { params, cookie: foreign })).status).toBe(404)
  expect((await visit(bundlesPage.loader as never, { params, cookie: foreign })).data).toMatchObject({
    own: null,
    envelopes: [],
  })
  const simple = await market.aRound({ lots: three })
  for (const at of [0, 1]) await market.seal(vendor, simple, at)
  const group = Object.fromEntries([0, 1].map((at) => [`group.${simple.lots[at]!.id}`, 'A']))
  const there = { params: { roundId: simple.id }, cookie }
  const refused = await visit(bundlesPage.action as never, {
    ...there,
    form: { notice: simple.notice, ...group },
  })
  expect(refused).toMatchObject({ status: 422, data: { problems: [{ field: 'discount.A' }] } })
  const form = { notice: simple.notice, ...group, 'discount.A': '2.5' }
  expect((await visit(bundlesPage.action as never, { ...there, form })).status).toBe(302)
  expect((await visit(bundlesPage.loader as never, there)).data).toMatchObject({
    own: { told: [{ discountBps: 250 }] },
  })
})
