import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { RoundState } from '~/rounds/lifecycle'
import { listPresent } from './open.server'
import { stageOf } from './opening'

type Db = Kysely<Database>

/**
 * How far an opening is, once bids are closed: for whoever pledged or bid in the round how many envelopes of bids are
 * open; for those who conduct or watch it also which, and who is present. Null for everyone else and before.
 */
export async function findOpeningProgress(
  db: Db,
  round: { id: string; state: RoundState },
  isOfTheOffice: boolean,
) {
  const stage = stageOf(round.state)
  if (!stage) return null
  const { rows } = await sql<{ opened: number; envelopes: number }>`
    select * from opening_counts(${round.id}, ${stage}) where envelopes > 0`.execute(db)
  const counts = rows[0]
  if (!counts) return null
  if (!isOfTheOffice) return { stage, ...counts }
  const present = (await listPresent(db, round.id)).filter((at) => at.stage === stage)
  return {
    stage,
    ...counts,
    openers: present.map(({ organization, person, at }) => ({ organization, person, at })),
    hashes: await listHashes(db, round.id),
  }
}

async function listHashes(db: Db, roundId: string) {
  const { rows } = await sql<{ hash: string; openedAt: Date }>`
    select encode(envelope_hash, 'hex') as hash, opened_at from opened_envelopes(${roundId})
    where kind in ('technical', 'price') order by opened_at, hash`.execute(db)
  return rows
}
