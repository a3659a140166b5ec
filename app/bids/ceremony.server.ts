import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type Actor, is } from '~/people/actor'
import { databaseNow, type Round } from '~/rounds/queries.server'
import { findOpeningSet, listAppointed, listPresent } from './open.server'
import { type AttendRefusal, stageOf, whyNotAttend } from './opening'

type Db = Kysely<Database>

/** All that the opening's page shows: the stage that is next, who is present, what waits and what came out. */
export async function findCeremony(db: Db, actor: Actor, round: Pick<Round, 'id' | 'state' | 'openingAt'>) {
  const stage = stageOf(round.state)
  const set = stage ? await findOpeningSet(db, round.id, stage) : null
  const present = await listPresent(db, round.id)
  const whyNot: AttendRefusal | null = stage
    ? whyNotAttend(
        stage,
        {
          ...round,
          openingAt: round.openingAt!,
          appointed: await listAppointed(db, round.id),
          present: present.filter((at) => at.stage === stage && at.over === set?.over),
        },
        { ...actor, isOpener: is(actor, 'opener') },
        await databaseNow(db),
      )
    : null
  return {
    stage,
    set: set?.over ? { over: set.over, items: set.items } : null,
    present,
    whyNot,
    bids: await listClosedBids(db, round.id),
    envelopes: await listOpened(db, round.id),
  }
}

/** Bids that are in, by lot; the row policy shows none before closing. */
const listClosedBids = (db: Db, roundId: string) =>
  db
    .selectFrom('bids')
    .innerJoin('lots', 'lots.id', 'bids.lotId')
    .innerJoin('organizations as vendor', 'vendor.id', 'bids.vendorId')
    .select([
      'bids.id',
      'bids.state',
      'bids.reason',
      'bids.sealedAt',
      'lots.code',
      'vendor.name as vendor',
      'vendor.nameEn as vendorEn',
    ])
    .where('bids.roundId', '=', roundId)
    .where('bids.state', 'not in', ['sealed', 'replaced', 'withdrawn', 'invalidated'])
    .orderBy('lots.code')
    .orderBy('vendor.name')
    .execute()

async function listOpened(db: Db, roundId: string) {
  const { rows } = await sql<{
    itemId: string
    kind: 'technical' | 'price' | 'bundle' | 'ceiling' | 'seed'
    code: string | null
    vendor: string | null
    vendorEn: string | null
    hash: string
    fault: string | null
    openedAt: Date
  }>`
    select o.item_id, o.kind, l.code, v.name as vendor, v.name_en as vendor_en, encode(o.envelope_hash, 'hex') as hash, o.fault, o.opened_at
    from opened_envelopes(${roundId}) o left join lots l on l.id = o.lot_id
      left join organizations v on v.id = o.org_id and o.kind in ('technical', 'price', 'bundle')
    order by o.opened_at, o.kind desc, l.code, v.name`.execute(db)
  return rows
}

export type Ceremony = Awaited<ReturnType<typeof findCeremony>>
