import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { bundleBidOf } from '../../app/bids/bundles/entry.ts'
import { depositBundles } from '../../app/bids/bundles/seal.server.ts'
import { plaintextsOf } from '../../app/bids/deposit.ts'
import { listOwnAsked, showFrame, watchOpening } from '../../app/bids/frames/asked.server.ts'
import { findShownRound } from '../../app/bids/queries.server.ts'
import { depositBid } from '../../app/bids/seal.server.ts'
import type { Canonical } from '../../app/kernel/canonical.ts'
import { addDays, dayOf } from '../../app/kernel/workdays.ts'
import { keepRecipient, proveKey } from '../../app/rounds/openers/commands.server.ts'
import { nameSuccessor, nextOpeners, replaceOpeners } from '../../app/rounds/openers/replace.server.ts'
import { seedHead } from '../../app/rounds/openers/seed.server.ts'
import { decryptWith, makeKey, sealForOpeners } from '../../app/rounds/sealing/age.ts'
import { envelopeField, type Place } from '../../app/rounds/sealing/envelope.ts'
import { recipientsOf } from '../../app/rounds/sealing/notice.ts'
import { keptFrameOf, type ToldBid } from './bids.ts'
import { editionId } from './catalog.ts'
import { orgId, personId } from './people.ts'
import type { ToldRound } from './rounds.ts'
import { later, minutesAfter, type Timeline } from './timeline.ts'

/** Openings that do not go as they should: openers who do not come, a key that is lost. */
export function planOpenings(story: Timeline, rounds: readonly ToldRound[], bids: readonly ToldBid[]) {
  const told = (key: string) => rounds.find(({ tale }) => tale.key === key)!
  planMissingOpeners(story, told('illustrator-1'), bids)
  planLostKey(story, told('diagrams-2'))
}

/** The window of the openers is over twice; the vendors are asked, and one has shown what it had sealed. */
function planMissingOpeners(story: Timeline, round: ToldRound, bids: readonly ToldBid[]) {
  const { db } = story
  const day = 24 * 60
  for (const minutes of [1, day + 1, 2 * day + 1])
    story.plan(minutesAfter(round.times.opening, minutes), async () => {
      await story.as(null)
      // The clock's right lies in the worker's own connection, which tells no story; an opener may ask as well.
      await sql`select set_config('app.roles', 'opener', true)`.execute(db)
      await watchOpening(db, round.id, 'technical', story.moment())
    })
  const bid = bids.find(({ round: its, tale }) => its.id === round.id && tale.vendor === 'shuguang')!
  story.plan(minutesAfter(round.times.opening, 2 * day + 40), async () => {
    const vendor = await story.as('shuguangRep')
    for (const { id, kind, bidId } of await listOwnAsked(db, round.id))
      if (bidId === bid.id) await showFrame(db, vendor, round.id, id, keptFrameOf(bid, kind as 'technical'))
  })
}

/** An opener makes another key, an addendum names it, and what is sealed afterwards is sealed to it. */
function planLostKey(story: Timeline, round: ToldRound) {
  const { db } = story
  const reason = '第三名开标人的密钥文件损坏，无法演练；更换为新密钥。'
  const named = later(round.times.published, 1, 9)
  story.plan(named, async () => {
    await nameSuccessor(db, await story.as('officer'), round.id, {
      move: 'name',
      no: 3,
      person: personId('opener3'),
    })
  })
  story.plan(minutesAfter(named, 95), async () => {
    const opener = await story.as('opener3')
    const { identity, recipient } = await makeKey()
    await keepRecipient(db, opener, round.id, recipient)
    const { rehearsal } = await db
      .selectFrom('openerSuccessors')
      .select('rehearsal')
      .where('roundId', '=', round.id)
      .executeTakeFirstOrThrow()
    const secret = (await decryptWith(identity, rehearsal!))!
    await proveKey(db, opener, round.id, Buffer.from(secret).toString('hex'))
  })
  story.plan(minutesAfter(named, 180), async () => {
    const officer = await story.as('officer')
    const recipients = (await nextOpeners(db, round.id)).map(({ recipient }) => recipient!)
    const secret = () => randomBytes(32).toString('hex')
    const seed = { format: 'seed/1', seed: secret(), codeSalt: secret() }
    const sealed = await envelope(seedHead(round.id, officer.organizationId), seed, recipients)
    const notice = round.notice.toString('hex')
    await replaceOpeners(db, officer, round.id, {
      move: 'publish',
      notice,
      recipients: recipients.join(' '),
      reason,
      sealed,
    })
  })
  story.plan(later(round.times.published, 2, 15), () => bidForBoth('yunfan'))

  /** Both lots and a discount for whoever takes both, sealed to the keys of the new notice. */
  async function bidForBoth(key: string) {
    const vendor = await story.as(`${key}Rep`)
    const { notice: text, noticeHash: notice } = (await findShownRound(db, vendor, round.id))!
    const recipients = recipientsOf(text, notice)!
    const head = { round: round.id, noticeHash: notice, author: orgId(key) }
    for (const { id: lot, tale, reference } of round.lots) {
      const its = { round: round.id, lot, vendor: orgId(key) }
      const { technical, price } = plaintextsOf(its, {
        notice,
        edition: editionId(...tale.edition!),
        tiers: [
          { from: 1, price: (reference * 96n) / 100n },
          { from: 20, price: (reference * 91n) / 100n },
        ],
        minQty: null,
        maxQty: null,
        taxRateBps: 1300,
        validUntil: addDays(dayOf(round.times.opening), 120),
        responses: {
          delivery: '三个工作日内在线交付授权',
          support: '工作日八小时电话支持',
          genuine: '权利人授权的正版软件，随附授权书',
        },
      })
      await depositBid(db, vendor, round.id, lot, {
        notice,
        technical: await envelope({ ...head, kind: 'technical', lot }, technical, recipients),
        price: await envelope({ ...head, kind: 'price', lot }, price, recipients),
        files: [],
      })
    }
    const lots = round.lots.map(({ id }) => id)
    const bundles = bundleBidOf({ round: round.id, vendor: orgId(key) }, [{ lots, discountBps: 300 }])
    const bundle = await envelope({ ...head, kind: 'bundle', lot: null }, bundles, recipients)
    await depositBundles(db, vendor, round.id, { notice, bundle })
  }
}

/** As its author's browser posts it. */
async function envelope(place: Place, body: Canonical, recipients: readonly string[]) {
  const { recipient } = await makeKey()
  const sealed = await sealForOpeners(place, body, recipients, recipient, randomBytes(32))
  return envelopeField.parse(sealed!.envelope)
}
