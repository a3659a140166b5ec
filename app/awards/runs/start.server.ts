import { type Kysely, sql } from 'kysely'
import { record } from '~/kernel/events.server'
import type { Database } from '~db/schema'
import { instanceHash } from '../instance'
import { askAbnormal } from '../prices/ask.server'
import { buildInstance } from './building'
import { readRound } from './facts.server'

type Tx = Kysely<Database>
type Happening = { subjectId: string | null; facts: Record<string, any> }

/**
 * `round.prices_opened`, `bid.excluded`, `price.explained`: the instance is written, so that every matrix that was
 * looked at is kept; vendors of abnormally low prices are asked first, and once no question is open the official run
 * is queued.
 */
export async function startAward(tx: Tx, { facts }: Happening, now: Date) {
  const roundId = facts.round as string
  const round = await tx
    .selectFrom('rounds')
    .select('id')
    .where('id', '=', roundId)
    .where('state', '=', 'prices_opened')
    .forUpdate()
    .executeTakeFirst()
  if (!round) return
  const hash = await writeInstance(tx, roundId)
  const open = await askAbnormal(tx, roundId, now)
  if (open === 0) await queueRun(tx, roundId, hash)
}

/** Writes what the award is computed from, once for the same facts; answers its hash. */
async function writeInstance(tx: Tx, roundId: string) {
  const { facts } = await readRound(tx, roundId)
  const { instance } = buildInstance(facts)
  const hash = `sha256:${instanceHash(instance)}`
  await tx
    .insertInto('awardInstances')
    .values({ hash, roundId, body: JSON.stringify(instance) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return hash
}

/** Queues the official run over an instance; a run over older facts is superseded. */
async function queueRun(tx: Tx, roundId: string, hash: string) {
  const same = await tx
    .selectFrom('awardRuns')
    .select('id')
    .where('roundId', '=', roundId)
    .where('kind', '=', 'official')
    .where('instanceHash', '=', hash)
    .where('state', 'in', ['queued', 'running', 'finished'])
    .executeTakeFirst()
  if (same) return
  await tx
    .updateTable('awardRuns')
    .set({
      state: sql`case state when 'finished' then 'superseded' else 'failed' end`,
      problem: 'newer-facts',
    })
    .where('roundId', '=', roundId)
    .where('kind', '=', 'official')
    .where('state', 'in', ['queued', 'running', 'finished'])
    .execute()
  const { id } = await tx
    .insertInto('awardRuns')
    .values({ roundId, instanceHash: hash })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, 'award.queued', id, { run: id, instance: hash }, { round: roundId })
}
