import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type Actor, is } from '~/people/actor'
import { databaseNow, type Round } from '~/rounds/queries.server'
import { listRoundOpeners } from '~/rounds/openers/queries.server'
import { areAuthorsAsked, findOpeningSet, listAppointed, listPresent } from './open.server'
import { type AttendRefusal, stageOf, whyNotAttend } from './opening'
import { findAsked, findWindow } from './frames/asked.server'
import { findProgress } from './peels/peel.server'
import { deedOf } from './peels/peeling'

type Db = Kysely<Database>

/** All that the opening's page shows: the stage that is next, who is present, what waits and what came out. */
export async function findCeremony(
  db: Db,
  actor: Actor,
  round: Pick<Round, 'id' | 'state' | 'openingAt' | 'terms'>,
) {
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
          authorsAsked: await areAuthorsAsked(db, round.id, stage),
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
    window: (stage && (await findWindow(db, round.id, stage))) ?? null,
    asked: stage && (await findAsked(db, round.id, stage)),
    bids: await listClosedBids(db, round.id),
    envelopes: await listOpened(db, round.id),
    keys: round.terms.sealing === 'openers' ? await findKeys(db, actor, round.id, stage) : null,
  }
}

/** Who opens with which key, how far they are with the stage, and what is for the actor to do. */
async function findKeys(db: Db, actor: Actor, roundId: string, stage: ReturnType<typeof stageOf>) {
  const openers = await listRoundOpeners(db, roundId)
  const own = openers.find(({ personId }) => personId === actor.personId) ?? null
  const progress = stage ? await findProgress(db, roundId, stage) : null
  return {
    openers,
    own,
    progress,
    deed: own && progress ? deedOf(own.no, progress.firstLayers) : null,
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
    kind: 'technical' | 'price' | 'bundle' | 'ceiling' | 'seed' | 'file'
    code: string | null
    vendor: string | null
    vendorEn: string | null
    hash: string
    fault: string | null
    openedAt: Date
  }>`
    select o.item_id, o.kind, l.code, v.name as vendor, v.name_en as vendor_en, encode(o.envelope_hash, 'hex') as hash, o.fault, o.opened_at
    from opened_envelopes(${roundId}) o left join lots l on l.id = o.lot_id
      left join organizations v on v.id = o.org_id and o.kind in ('technical', 'price', 'bundle', 'file')
    order by o.opened_at, o.kind desc, l.code, v.name`.execute(db)
  return rows
}

export type Ceremony = Awaited<ReturnType<typeof findCeremony>>
