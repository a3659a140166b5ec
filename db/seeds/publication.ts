import { type Kysely, sql } from 'kysely'
import type { Interest } from '../../app/awards/publication/planning.ts'
import { planningRow, readPublicWish } from '../../app/awards/publication/planning.server.ts'
import { readPublicRound } from '../../app/awards/publication/facts.server.ts'
import { rowOf } from '../../app/awards/publication/release.server.ts'
import type { Moment, Plain } from '../../app/awards/publication/release.ts'
import type { Database } from '../schema.ts'
import { insertAll } from './telling.ts'

const ofRound: Record<string, Plain['tells']> = {
  'round.published': 'tender',
  'round.amended': 'amendment',
  'question.answered': 'enquiries',
  'round.frozen': 'volumes',
  'round.bids_closed': 'closing',
  'round.voided': 'cancellation',
  'award.lot_unsuccessful': 'lots',
  'award.confirmed': 'award',
}

const ofOrder: Record<string, 'contract' | 'implementation'> = {
  'order.confirmed': 'contract',
  'payment.matched': 'implementation',
  'order.delivered': 'implementation',
  'order.accepted': 'implementation',
}

/** The open contracting data of the told rounds: what each told event published, as of its day. */
export async function tellPublication(db: Kysely<Database>) {
  const kinds = ['award.decided', ...Object.keys({ ...ofRound, ...ofOrder })]
  const { rows } = await sql<{
    id: string
    at: Date
    kind: string
    roundId: string
    orderId: string | null
    runId: string
  }>`
    select e.id, e.at, e.kind, e.subject_id as run_id, coalesce(o.round_id, e.round_id) as round_id, o.id as order_id
    from events e left join orders o on o.id = e.subject_id
    where e.kind = any(${kinds}) and coalesce(o.round_id, e.round_id) is not null
      and not exists (select from ocds_releases r where right(r.id, 36) = e.id::text)
    order by round_id, e.at, e.id`.execute(db)
  const releases = []
  for (const roundId of new Set(rows.map((row) => row.roundId))) {
    const round = await readPublicRound(db, roundId)
    if (!round) continue
    for (const event of rows.filter((row) => row.roundId === roundId)) {
      const release = rowOf(round, momentOf(event), event)
      if (release) releases.push(release)
    }
  }
  await insertAll(db, 'ocdsReleases', [...(await toldInterest(db)), ...releases])
}

const ofWish: Record<string, Interest> = { 'wish.interest_opened': 'opened', 'wish.lapsed': 'lapsed' }

async function toldInterest(db: Kysely<Database>) {
  const { rows } = await sql<{ id: string; at: Date; kind: string; wishId: string }>`
    select id, at, kind, subject_id as wish_id from events where kind = any(${Object.keys(ofWish)})
      and not exists (select from ocds_releases r where right(r.id, 36) = events.id::text) order by at`.execute(
    db,
  )
  const releases = []
  for (const event of rows) {
    const wish = await readPublicWish(db, event.wishId)
    if (wish) releases.push(planningRow(wish, ofWish[event.kind]!, event))
  }
  return releases
}

function momentOf({ kind, orderId, runId }: { kind: string; orderId: string | null; runId: string }): Moment {
  if (kind === 'award.decided') return { tells: 'decision', runId }
  return ofOrder[kind] && orderId ? { tells: ofOrder[kind], orderId } : { tells: ofRound[kind]! }
}
