import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { bundleBidOf, bundleDeposit } from '~/bids/bundles/entry'
import { depositBundles } from '~/bids/bundles/seal.server'
import { invalidateBids } from '~/bids/reactions.server'
import { depositBid, isOfFormerKeys, reconfirmBid } from '~/bids/seal.server'
import { invalidatePledges } from '~/rounds/addenda/reactions.server'
import { keepRecipient, proveKey } from '~/rounds/openers/commands.server'
import * as ownKeyPage from '~/rounds/openers/pages/own-key'
import * as replacementPage from '~/rounds/openers/pages/replacement'
import { findOwnKey } from '~/rounds/openers/queries.server'
import { nameSuccessor, nextOpeners, replaceOpeners } from '~/rounds/openers/replace.server'
import { findSigning } from '~/rounds/pledges/signing.server'
import { findRound, listAddenda } from '~/rounds/queries.server'
import { decryptWith, makeKey, sealForOpeners } from '~/rounds/sealing/age'
import { fromBase64 } from '~/kernel/base64'
import { envelopeField } from '~/rounds/sealing/envelope'
import { recipientsOf } from '~/rounds/sealing/notice'
import { biddingOf, type RoundOfOpeners } from '../support/bidding'
import { aDatabase } from '../support/database'
import { type Opener, openWithKey } from '../support/openers'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'
import { roundsOf } from '../support/rounds'
import { aSeed } from '../support/sealing'

const connections = await aDatabase()
const { app, owner, worker } = connections
const market = biddingOf(connections)
const rounds = roundsOf(connections)
const { aRoundOfOpeners, aVendor, envelopes, sealInBrowser, stateOf } = market
servePages(app.pool)

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  )
type Place = { id: string; officer: Someone }

const name = ({ id, officer }: Place, person: string, no = 2) =>
  officer.db.transaction().execute((tx) => nameSuccessor(tx, officer.actor, id, { move: 'name', no, person }))

/** What the successor's browser does: makes a key, opens the rehearsal. */
async function makeAndProve({ id }: Place, someone: Someone) {
  const key = await makeKey()
  await someone.db.transaction().execute((tx) => keepRecipient(tx, someone.actor, id, key.recipient))
  const { rehearsal } = (await findOwnKey(someone.db, someone.actor, id))!
  const secret = Buffer.from((await decryptWith(key.identity, rehearsal!))!).toString('hex')
  await someone.db.transaction().execute((tx) => proveKey(tx, someone.actor, id, secret))
  return key
}

async function publish({ id, officer }: Place, recipients?: readonly string[]) {
  const next = recipients ?? (await nextOpeners(officer.db, id)).map(({ recipient }) => recipient!)
  const { envelope } = await aSeed(id, officer.orgId, next)
  const round = (await findRound(officer.db, officer.actor, id))!
  await officer.db.transaction().execute((tx) =>
    replaceOpeners(tx, officer.actor, id, {
      move: 'publish',
      notice: round.noticeHash!.toString('hex'),
      recipients: next.join(' '),
      reason: '第 2 名开标人丢失密钥',
      sealed: envelopeField.parse(envelope),
    }),
  )
  await react(id)
}

/** The worker does what follows. */
async function react(id: string) {
  const { rows } = await owner.pool.query(
    `select e.at, b.body from events e join event_bodies b on b.event_id = e.id
     where e.round_id = $1 and e.kind = 'round.amended' order by e.id desc limit 1`,
    [id],
  )
  const event = { subjectId: id, facts: JSON.parse(rows[0].body), at: rows[0].at }
  await worker.db.transaction().execute((tx) => invalidatePledges(tx, event))
  await worker.db.transaction().execute((tx) => invalidateBids(tx, event))
}

/** Another person takes the place of opener 2. */
async function replaceSecond(round: RoundOfOpeners) {
  const someone = await market.anOpener()
  await name(round, someone.personId)
  const successor: Opener = { ...someone, ...(await makeAndProve(round, someone)), no: 2 }
  await publish(round)
  const { noticeHash, notice } = (await findRound(round.officer.db, round.officer.actor, round.id))!
  const openers = round.openers.map((opener) => (opener.no === 2 ? successor : opener))
  return { ...round, openers, notice: noticeHash!.toString('hex'), noticeText: notice! }
}

const reconfirm = (vendor: Someone, bid: string) =>
  vendor.db.transaction().execute((tx) => reconfirmBid(tx, vendor.actor, bid))

async function aBundle(vendor: Someone, round: RoundOfOpeners) {
  const bundles = [{ lots: round.lots.map(({ id }) => id), discountBps: 350 }]
  const head = { round: round.id, noticeHash: round.notice, lot: null, author: vendor.orgId } as const
  const recipients = round.openers.map(({ recipient }) => recipient)
  const body = bundleBidOf({ round: round.id, vendor: vendor.orgId }, bundles)
  const own = (await makeKey()).recipient
  const { envelope } = (await sealForOpeners(
    { ...head, kind: 'bundle' },
    body,
    recipients,
    own,
    randomBytes(32),
  ))!
  const values = bundleDeposit.parse({ notice: round.notice, bundle: envelope })
  await vendor.db.transaction().execute((tx) => depositBundles(tx, vendor.actor, round.id, values))
}

test('a replaced opener’s key: bids are sealed anew, opened with the new keys, and the old key opens nothing of them', async () => {
  const round = await aRoundOfOpeners({ lots: [{}, {}], terms: { addendumDays: 2, bundles: true } })
  const [again, silent] = [await aVendor(), await aVendor()]
  const first = await sealInBrowser(again, round)
  await sealInBrowser(again, round, 1)
  await aBundle(again, round)
  const lapses = await sealInBrowser(silent, round)
  const was = (await findRound(round.officer.db, round.officer.actor, round.id))!

  const now = await replaceSecond(round)
  expect(await stateOf('bids', first)).toBe('invalidated')
  expect(await isOfFormerKeys(again.db, first)).toBe(true)
  expect(await codeOf(reconfirm(again, first))).toBe('sealed-to-former-keys')
  const { rows: bundles } = await owner.pool.query(
    `select state from sealed_items where round_id = $1 and kind = 'bundle'`,
    [round.id],
  )
  expect(bundles).toEqual([{ state: 'withdrawn' }])
  // An envelope under the former notice is not taken any more.
  const late = await envelopes(again, round)
  const put = again.db
    .transaction()
    .execute((tx) => depositBid(tx, again.actor, round.id, round.lots[0]!.id, late.values))
  expect(await codeOf(put)).toBe('notice-changed')

  const shown = (await findRound(round.officer.db, round.officer.actor, round.id))!
  expect(recipientsOf(shown.notice, now.notice)).toEqual(now.openers.map(({ recipient }) => recipient))
  const twoDays = Date.now() + 2 * 86_400_000 - 60_000
  expect(was.bidsCloseAt!.getTime()).toBeLessThan(twoDays)
  expect(shown.bidsCloseAt!.getTime()).toBeGreaterThan(twoDays)
  const [addendum] = await listAddenda(round.officer.db, round.id)
  expect(addendum).toMatchObject({ material: true })
  expect(addendum!.changes).toContainEqual({
    path: 'opener.2',
    from: round.openers[1]!.recipient,
    to: now.openers[1]!.recipient,
  })
  expect(addendum!.changes.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['seedCommitment', 'bidsCloseAt']),
  )

  const bid = await sealInBrowser(again, now)
  expect([await stateOf('bids', first), await stateOf('bids', bid)]).toEqual(['replaced', 'sealed'])
  const { rows: items } = await owner.pool.query('select envelope from sealed_items where bid_id = $1', [bid])
  expect(items).toHaveLength(2)
  for (const { envelope } of items)
    for (const { openers, data } of envelope.wraps) {
      const outer = await decryptWith(round.openers[1]!.identity, fromBase64(data))
      expect([openers, outer]).toEqual([openers, null])
      const inner = await decryptWith(now.openers[openers[0] - 1]!.identity, fromBase64(data))
      expect(await decryptWith(round.openers[1]!.identity, inner!)).toBeNull()
    }

  await owner.pool.query(
    `update rounds set questions_close_at = now() - interval '5 hours', pledges_close_at = now() - interval '4 hours',
       bids_close_at = now() - interval '3 hours', opening_at = now() - interval '2 hours', state = 'frozen' where id = $1`,
    [round.id],
  )
  await market.tick()
  expect(await stateOf('bids', lapses)).toBe('dropped')
  expect(await codeOf(openWithKey(round.openers[1]!, round.id, 'technical'))).toBe('not-an-opener-here')
  await openWithKey(now.openers[1]!, round.id, 'technical')
  expect(await openWithKey(now.openers[2]!, round.id, 'technical')).toBe(true)
  expect(await stateOf('bids', bid)).toBe('opened')
  await owner.pool.query(`update bids set state = 'eligible' where id = $1`, [bid])
  await owner.pool.query(`update rounds set state = 'eligibility_fixed' where id = $1`, [round.id])
  await openWithKey(now.openers[1]!, round.id, 'price')
  expect(await openWithKey(now.openers[2]!, round.id, 'price')).toBe(true)
  expect(await stateOf('bids', bid)).toBe('priced')
  const { rows: seeds } = await owner.pool.query(
    `select o.fault from opened_items o join sealed_items i on i.id = o.item_id where i.round_id = $1 and i.kind = 'seed'`,
    [round.id],
  )
  expect(seeds).toEqual([{ fault: null }])
})

test('pledges with sealed conditions are sealed anew, those without are reconfirmed by signature', async () => {
  const { roundId, lotId, officers, openers } = await rounds.aPublishedRound([{}])
  const round = { id: roundId, officer: officers[0] }
  const pair = await rounds.aPair()
  const conditional = await rounds.aPledge(lotId, { quantity: 5, ceiling: 90_000n }, pair)
  const plain = await rounds.aPledge(lotId, { quantity: 3 })
  const draft = await rounds.aBuyer()
  const drafted = await rounds.save(draft, lotId, { ceiling: 80_000n })
  // The same person may: the key was lost.
  await name(round, openers[1]!.personId)
  await makeAndProve(round, openers[1]!)
  await publish(round)
  expect([await stateOf('pledges', conditional.id), await stateOf('pledges', plain.id)]).toEqual([
    'invalidated',
    'invalidated',
  ])
  await rounds.sign(plain.approver, plain.id)
  expect(await stateOf('pledges', plain.id)).toBe('active')
  const { approver, id } = conditional
  expect(await codeOf(rounds.sign(approver, id))).toBe('sealed-to-former-keys')
  expect((await findSigning(approver.db, approver.actor, id, new Date()))?.whyNot).toBe(
    'sealed-to-former-keys',
  )
  expect((await findSigning(draft.db, draft.actor, drafted, new Date()))?.whyNot).toBe(
    'sealed-to-former-keys',
  )
  expect(await codeOf(rounds.save(pair.buyer, lotId, { quantity: 5, keep: true }))).toBe(
    'sealed-to-former-keys',
  )
  await rounds.save(pair.buyer, lotId, { quantity: 5, ceiling: 90_000n })
  await rounds.sign(approver, id)
  expect(await stateOf('pledges', id)).toBe('active')
})

test('frozen pledges open again with days to seal them anew', async () => {
  const { roundId, lotId, officers } = await rounds.aPublishedRound([{}])
  const round = { id: roundId, officer: officers[0] }
  const { id } = await rounds.aPledge(lotId, { quantity: 5, ceiling: 90_000n })
  await rounds.freeze(roundId)
  expect(await stateOf('pledges', id)).toBe('frozen')
  const someone = await market.anOpener()
  await name(round, someone.personId)
  await makeAndProve(round, someone)
  await publish(round)
  expect([await stateOf('rounds', roundId), await stateOf('pledges', id)]).toEqual([
    'published',
    'invalidated',
  ])
  const { terms, pledgesCloseAt } = (await findRound(officers[0].db, officers[0].actor, roundId))!
  expect(pledgesCloseAt!.getTime()).toBeGreaterThan(Date.now() + terms.addendumDays * 86_400_000 - 60_000)
})

test('a key counts only once it is rehearsed, and only the very keys that the officer saw', async () => {
  const round = await aRoundOfOpeners()
  expect(await codeOf(publish(round))).toBe('nothing-changed')
  expect(await codeOf(name(round, round.openers[0]!.personId))).toBe('openers-same-organization')
  expect(await codeOf(name(round, (await aVendor()).personId))).toBe('opener-unknown')
  const someone = await market.anOpener()
  await name(round, someone.personId)
  await someone.db
    .transaction()
    .execute(async (tx) => keepRecipient(tx, someone.actor, round.id, (await makeKey()).recipient))
  expect(await codeOf(publish(round))).toBe('successor-not-ready')
  await makeAndProve(round, someone)
  const seen = (await nextOpeners(round.officer.db, round.id)).map(({ recipient }) => recipient!)
  await makeAndProve(round, someone)
  expect(await codeOf(publish(round, seen))).toBe('keys-changed')
  // Nobody else makes one: the keys of the notice are fixed.
  const first = round.openers[0]!
  const other = first.db
    .transaction()
    .execute(async (tx) => keepRecipient(tx, first.actor, round.id, (await makeKey()).recipient))
  expect(await codeOf(other)).toBe('keys-are-fixed')
  await owner.pool.query(
    `update rounds set pledges_close_at = now() - interval '2 minutes', questions_close_at = now() - interval '3 minutes',
       bids_close_at = now() - interval '1 minute' where id = $1`,
    [round.id],
  )
  expect(await codeOf(publish(round))).toBe('bids-closed')
})

test('pages: the officer names, the successor makes; a buyer and a vendor see neither', async () => {
  const round = await aRoundOfOpeners()
  const someone = await market.anOpener()
  const params = { roundId: round.id }
  const path = `/rounds/${round.id}/addenda/openers`
  const officer = await cookieFor(owner.db, round.officer)
  const read = (page: { loader: unknown }, cookie: string, at = path) =>
    visit(page.loader as never, { cookie, params, path: at })
  const { candidates } = (await read(replacementPage, officer)).data as { candidates: { personId: string }[] }
  expect(candidates.map(({ personId }) => personId)).toContain(someone.personId)
  await name(round, someone.personId)
  expect((await read(replacementPage, officer)).data).toMatchObject({
    successors: [{ no: 2, readyAt: null }],
  })
  const own = await read(ownKeyPage, await cookieFor(owner.db, someone), `/rounds/${round.id}/opener-key`)
  expect(own.data).toMatchObject({ own: { no: 2, makes: true, recipient: null } })
  for (const stranger of [await aVendor(), await rounds.aBuyer()])
    expect((await read(replacementPage, await cookieFor(owner.db, stranger))).status).toBe(404)
})
