import type { Kysely } from 'kysely'
import { judgeFile } from '../../app/bids/files/judge-files.ts'
import type { BidState } from '../../app/bids/lifecycle.ts'
import { masterKeys } from '../../app/kernel/keys.server.ts'
import { openItem } from '../../app/rounds/sealing.server.ts'
import { bodyOf } from '../../app/rounds/frame.ts'
import type { Canonical } from '../../app/kernel/canonical.ts'
import type { Database } from '../schema.ts'
import { brandOf, editionId, productOf } from './catalog.ts'
import { orgId, personId } from './people.ts'
import { seedScores } from './scores.ts'
import type { BidTale } from './round-tales/tale.ts'
import { reaches, type ToldLot, type ToldRound } from './rounds.ts'
import { sealed } from './sealing.ts'
import { type Clock, dice, idOn, insertAll, type Told } from './telling.ts'

export type ToldBid = {
  id: string
  round: ToldRound
  lot: ToldLot
  tale: BidTale
  state: BidState
  at: Date
}

const committee = ['officer', 'scienceLiaison'] as const
const homes = { officer: 'culture', officer2: 'culture', scienceLiaison: 'science' } as const
type Evaluator = keyof typeof homes

/** Sealed offers, and of the rounds that have come so far, what came out of the envelopes. */
export async function seedBids(
  db: Kysely<Database>,
  clock: Clock,
  rounds: readonly ToldRound[],
  events: Told[],
) {
  const bids = rounds
    .filter(({ tale }) => tale.state !== 'draft')
    .flatMap((round) =>
      round.lots.flatMap((lot) => lot.tale.bids.map((tale) => bidOf(clock, round, lot, tale))),
    )
  await insertAll(db, 'bids', bids.map(rowOf))
  await sealAll(db, bids, events)
  await openAll(db, rounds, bids, events)
  await seedCommittees(db, rounds, bids, events)
  await seedScores(db, rounds, bids, events)
  return bids
}

function bidOf(clock: Clock, round: ToldRound, lot: ToldLot, tale: BidTale): ToldBid {
  const roll = dice('bid', round.tale.key, lot.tale.code, tale.vendor)
  const { published, close } = round.times
  const window = Math.min(close.getTime(), clock.now.getTime() - 1_800_000) - published.getTime()
  return {
    id: idOn(397, 'bid', round.tale.key, lot.tale.code, tale.vendor),
    round,
    lot,
    tale,
    state: stateOf(round, lot, tale),
    at: new Date(published.getTime() + Math.round(window * (0.5 + 0.48 * roll()))),
  }
}

// Who won is told with the award.
function stateOf({ tale: round }: ToldRound, { tale: lot }: ToldLot, { ineligible }: BidTale): BidState {
  if (lot.fell === 'too_few_bids') return 'returned_unopened'
  if (reaches(round, 'eligibility_fixed') && ineligible) return 'ineligible'
  if (reaches(round, 'prices_opened')) return 'priced'
  if (reaches(round, 'eligibility_fixed')) return 'eligible'
  if (reaches(round, 'technical_opened')) return 'opened'
  return reaches(round, 'closed') ? 'closed' : 'sealed'
}

function rowOf({ id, round, lot, tale, state, at }: ToldBid) {
  const opened = reaches(round.tale, 'technical_opened')
  return {
    id,
    roundId: round.id,
    lotId: lot.id,
    vendorId: orgId(tale.vendor),
    state,
    brandKey: opened ? brandOf(tale.edition[0]) : null,
    editionId: opened ? editionId(...tale.edition) : null,
    reason: state === 'ineligible' ? tale.ineligible! : null,
    noticeHash: round.notice,
    sealedBy: personId(`${tale.vendor}Rep`),
    sealedAt: at,
  }
}

type Part = 'technical' | 'price' | `file ${number}`
const itemId = (bid: ToldBid, part: Part) => idOn(397, 'item', bid.id, part)
const kindOf = (part: Part): 'technical' | 'price' | 'file' =>
  part === 'technical' || part === 'price' ? part : 'file'

async function itemsOf(bid: ToldBid) {
  const { round, lot, tale, at } = bid
  const its = {
    round: round.id,
    lot: lot.id,
    vendor: orgId(tale.vendor),
    edition: editionId(...tale.edition),
  }
  const files = await filesOf(bid)
  const named = files.map(({ name, item }) => ({ name, envelopeHash: item.envelopeHash.toString('hex') }))
  const bodies: readonly ['technical' | 'price', Canonical][] = [
    ['technical', { format: 'technical-bid/1', ...its, responses: responses(tale), files: named }],
    [
      'price',
      {
        format: 'price-bid/1',
        ...its,
        tiers: tale.tiers.map(([from, yuan]) => ({ from, price: String(yuan * 100) })),
        minQty: tale.min ?? 0,
        maxQty: tale.max ?? null,
        taxRateBps: lot.tale.months ? 600 : 1300,
        validUntil: validUntil(round),
      },
    ],
  ]
  const row = { roundId: round.id, lotId: lot.id, orgId: its.vendor, bidId: bid.id, receivedAt: at }
  const parts = bodies.map(async ([kind, body]) => ({
    id: itemId(bid, kind),
    kind,
    ...row,
    ...(await keptFrame(bid, kind, body)),
  }))
  return [
    ...(await Promise.all(parts)),
    ...files.map(({ part, item }) => ({ id: itemId(bid, part), kind: 'file' as const, ...row, ...item })),
  ]
}

/** The files of a technical part, each sealed by itself as the vendor's browser does. */
const filesOf = (bid: ToldBid) =>
  Promise.all(
    Object.entries(bid.tale.files ?? {}).map(async ([name, text], n) => {
      const part = `file ${n}` as const
      const place = { round: bid.round.id, lot: bid.lot.id, vendor: orgId(bid.tale.vendor) }
      const body = { format: 'file-item/1', ...place, name, data: Buffer.from(text).toString('base64') }
      return { name, part, item: await keptFrame(bid, part, body) }
    }),
  )

/** The frame that a vendor's browser kept of a bid. */
export const keptFrameOf = (bid: ToldBid, part: 'technical' | 'price') => frames.get(itemId(bid, part))!

// What the openers opened in the story: frames as their authors' browsers made them.
const frames = new Map<string, Uint8Array>()

async function keptFrame(bid: ToldBid, part: Part, body: Canonical) {
  const { round, lot, tale } = bid
  const place = {
    round: round.id,
    noticeHash: round.notice.toString('hex'),
    kind: kindOf(part),
    lot: lot.id,
    author: orgId(tale.vendor),
  }
  const { frame, ...item } = await sealed(place, body, round.terms.sealing)
  if (frame) frames.set(itemId(bid, part), frame)
  return item
}

const responses = ({ edition, answers }: BidTale) => ({
  delivery: '收到订单后五个工作日内交付授权证明与激活方式',
  support: '工作日八小时电话支持，四小时内响应',
  genuine: `承诺所供${productOf(editionId(...edition))!.zh}为权利人授权的正版软件`,
  ...answers,
})

async function sealAll(db: Kysely<Database>, bids: readonly ToldBid[], events: Told[]) {
  const items = (await Promise.all(bids.map(itemsOf))).flat()
  for (let from = 0; from < items.length; from += 50)
    await insertAll(db, 'sealedItems', items.slice(from, from + 50))
  const itemOf = new Map(items.map((item) => [item.id, item]))
  const hex = (bid: ToldBid, kind: 'technical' | 'price', of: 'envelopeHash' | 'commitment') =>
    itemOf.get(itemId(bid, kind))![of].toString('hex')
  const filesIn = (bid: ToldBid, of: 'envelopeHash' | 'commitment') =>
    Object.keys(bid.tale.files ?? {}).map((_, n) => itemOf.get(itemId(bid, `file ${n}`))![of].toString('hex'))
  for (const bid of bids)
    events.push({
      at: bid.at,
      kind: 'bid.sealed',
      subject: bid.id,
      round: bid.round.id,
      by: `${bid.tale.vendor}Rep`,
      facts: {
        lot: bid.lot.id,
        before: null,
        technical: hex(bid, 'technical', 'envelopeHash'),
        price: hex(bid, 'price', 'envelopeHash'),
        files: filesIn(bid, 'envelopeHash'),
        technicalCommitment: hex(bid, 'technical', 'commitment'),
        priceCommitment: hex(bid, 'price', 'commitment'),
        fileCommitments: filesIn(bid, 'commitment'),
      },
    })
}

const validUntil = ({ times }: ToldRound) =>
  new Date(times.opening.getTime() + 90 * 86_400_000).toISOString().slice(0, 10)

/** The envelopes of the stages that a round has reached are really opened, and what is in them is kept. */
async function openAll(
  db: Kysely<Database>,
  rounds: readonly ToldRound[],
  bids: readonly ToldBid[],
  events: Told[],
) {
  const reached = rounds.filter(({ tale }) => reaches(tale, 'technical_opened'))
  if (reached.length === 0) return
  const items = await db
    .selectFrom('sealedItems')
    .select(['id', 'roundId', 'lotId', 'orgId', 'kind', 'bidId', 'envelope', 'commitment'])
    .where(
      'roundId',
      'in',
      reached.map(({ id }) => id),
    )
    .execute()
  const bidOfItem = new Map(bids.map((bid) => [bid.id, bid]))
  const opened = items.flatMap((item) => {
    const its = reached.find(({ id }) => id === item.roundId)!
    const bid = item.bidId ? bidOfItem.get(item.bidId)! : null
    const openedAt =
      item.kind === 'technical' || item.kind === 'file' ? its.times.technical! : its.times.prices
    if (!openedAt || (bid?.state === 'ineligible' && item.kind === 'price')) return []
    const frame = frames.get(item.id)
    const out = frame ? { frame, body: bodyOf(frame) } : openItem(item, masterKeys())
    if ('fault' in out) throw new Error(`an envelope of the story does not open: ${out.fault}`)
    return {
      itemId: item.id,
      frame: item.kind === 'ceiling' ? null : Buffer.from(out.frame),
      body: JSON.stringify(item.kind === 'file' ? told(out.body, item) : out.body),
      openedAt,
    }
  })
  for (let from = 0; from < opened.length; from += 50)
    await insertAll(db, 'openedItems', opened.slice(from, from + 50))
  for (const { id, tale, times } of reached) {
    const its = bids.filter((bid) => bid.round.id === id)
    for (const bid of its)
      events.push({
        at: times.technical!,
        kind: 'bid.opened',
        subject: bid.id,
        round: id,
        by: 'opener2',
        facts: { bid: bid.id, stage: 'technical' },
        org: orgId(bid.tale.vendor),
      })
    events.push({
      at: times.technical!,
      kind: 'round.technical_opened',
      subject: id,
      round: id,
      by: 'opener2',
      facts: { bids: its.length },
    })
    if (!reaches(tale, 'prices_opened')) continue
    events.push({
      at: times.prices!,
      kind: 'round.prices_opened',
      subject: id,
      round: id,
      by: 'opener2',
      facts: { bids: its.filter(({ state }) => state !== 'ineligible').length },
    })
  }
  for (const { id, tale, times } of rounds)
    if (tale.state !== 'draft' && reaches(tale, 'closed'))
      events.push({
        at: times.close,
        kind: 'round.bids_closed',
        subject: id,
        round: id,
        facts: { bids: bids.filter((bid) => bid.round.id === id).length },
      })
}

// Of a file its content stays in the frame.
function told(
  body: unknown,
  { roundId, lotId, orgId }: { roundId: string; lotId: string | null; orgId: string },
) {
  const verdict = judgeFile(body, { round: roundId, lot: lotId!, vendor: orgId })
  if ('fault' in verdict) throw new Error(`a file of the story is none: ${verdict.fault}`)
  return verdict.body
}

/** Those who judge: two, and where bids are scored whoever has a sheet. */
function committeeOf({ lots }: ToldRound): Evaluator[] {
  const scoring = lots.flatMap(({ tale }) => tale.bids.flatMap(({ scores = {} }) => Object.keys(scores)))
  return [...new Set([...committee, ...(scoring as Evaluator[])])]
}

async function seedCommittees(
  db: Kysely<Database>,
  rounds: readonly ToldRound[],
  bids: readonly ToldBid[],
  events: Told[],
) {
  const judged = rounds.filter(({ tale }) => reaches(tale, 'closed') && tale.state !== 'failed')
  await insertAll(
    db,
    'evaluators',
    judged.flatMap((round) =>
      committeeOf(round).map((key) => ({
        roundId: round.id,
        personId: personId(key),
        orgId: orgId(homes[key]),
        declaredAt: round.times.technical ?? null,
      })),
    ),
  )
  const fixed = judged.filter(({ tale }) => reaches(tale, 'eligibility_fixed'))
  await insertAll(
    db,
    'eligibilityDecisions',
    fixed.flatMap(({ id, times }) =>
      bids
        .filter((bid) => bid.round.id === id)
        .map(({ id: bidId, tale }) => ({
          bidId,
          eligible: !tale.ineligible,
          reason: tale.ineligible ?? null,
          decidedBy: committee.map(personId),
          fixedAt: times.eligibility!,
        })),
    ),
  )
  for (const { id, times } of fixed)
    events.push({
      at: times.eligibility!,
      kind: 'round.eligibility_fixed',
      subject: id,
      round: id,
      by: 'officer',
      facts: { bids: bids.filter((bid) => bid.round.id === id).map((bid) => bid.id) },
    })
}
