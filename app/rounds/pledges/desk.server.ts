import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { listEditions } from '~/catalog/queries.server'
import { listFittingLines } from '~/demands/queries.server'
import type { Actor } from '~/people/actor'
import { findLot, findRound, freshId } from '../queries.server'
import { findOwnConditions, findStandingPledge } from './queries.server'

type Db = Kysely<Database>

/** What the form of a pledge begins with: the lot, what stands already, own needs that fit, and whom one may accept. */
export async function findPledgeDesk(db: Db, actor: Actor, roundId: string, lotId: string, now: Date) {
  const round = await findRound(db, actor, roundId)
  const lot = await findLot(db, lotId)
  if (!round || !lot || lot.roundId !== roundId) return undefined
  const pledge = await findStandingPledge(db, actor, lotId)
  const lines = await listFittingLines(db, actor, lot)
  const { number, title, titleEn, state, terms } = round
  const pledgesCloseAt = round.pledgesCloseAt ?? now
  return {
    round: { id: roundId, number, title, titleEn, state, pledgesCloseAt },
    sealing: {
      by: terms.sealing,
      round: roundId,
      lot: lotId,
      author: actor.organizationId,
      noticeHash: round.noticeHash?.toString('hex') ?? '',
      notice: round.notice,
      pledge: pledge?.id ?? (await freshId(db)),
    },
    maxAllOrNothingLots: terms.maxAllOrNothingLots,
    open: state === 'published' && pledgesCloseAt > now && lot.state === 'active',
    lot,
    pledge: pledge ?? null,
    conditions: await findOwnConditions(db, actor, pledge?.askedItemId ?? null),
    lines: [...lines.map(asChoice), ...(await pooledLines(db, actor, lotId))],
    vendors: await listVendors(db),
    editions: lot.classId ? await listEditions(db, { classId: lot.classId }) : [],
  }
}

const asChoice = ({
  id,
  quantity,
  neededBy,
  note,
}: {
  id: string
  quantity: number
  neededBy: string
  note: string | null
}) => ({
  id,
  quantity,
  neededBy,
  note,
})

export type PledgeDesk = NonNullable<Awaited<ReturnType<typeof findPledgeDesk>>>

// What a signed pledge pools already may be kept or left out in its next version.
const pooledLines = (db: Db, actor: Actor, lotId: string) =>
  db
    .selectFrom('demandLines')
    .select(['id', 'quantity', 'neededBy', 'note'])
    .where('orgId', '=', actor.organizationId)
    .where('roundLotId', '=', lotId)
    .where('state', '=', 'pooled')
    .execute()

const listVendors = (db: Db) =>
  db
    .selectFrom('organizations')
    .select(['id', 'name', 'nameEn'])
    .where('kind', '=', 'vendor')
    .where('state', '=', 'verified')
    .orderBy('name')
    .execute()
