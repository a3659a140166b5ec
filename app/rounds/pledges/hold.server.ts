import { sql } from 'kysely'
import { refuse } from '~/kernel/refusal'
import type { Tx } from '../commands.server'
import { roundTerms } from '../terms'

/**
 * Holds the round against its freeze for this transaction and answers it with the instant at which it was held.
 * Everyone who pledges holds it at once; the freeze waits for them (stack.md, trap 13). Refuses with `round-unknown`.
 */
export async function holdRound(tx: Tx, roundId: string) {
  const held = await tx
    .with(
      (cte) => cte('held').materialized(),
      (db) =>
        db
          .selectFrom('rounds')
          .select(['id', 'state', 'pledgesCloseAt', 'noticeHash', 'termsVersion'])
          .where('id', '=', roundId)
          .where('state', '<>', 'draft')
          .forShare(),
    )
    .selectFrom('held')
    .innerJoin('roundTerms', (join) =>
      join.onRef('roundTerms.roundId', '=', 'held.id').onRef('roundTerms.version', '=', 'held.termsVersion'),
    )
    .select(['held.id', 'held.state', 'held.pledgesCloseAt', 'held.noticeHash', 'roundTerms.body'])
    .select(sql<Date>`clock_timestamp()`.as('heldAt'))
    .executeTakeFirst()
  if (!held) return refuse('round-unknown')
  const { body, pledgesCloseAt, noticeHash, ...round } = held
  return {
    ...round,
    pledgesCloseAt: pledgesCloseAt!,
    noticeHash: noticeHash!,
    terms: roundTerms.parse(body),
  }
}

export type HeldRound = Awaited<ReturnType<typeof holdRound>>

/**
 * The CTEs that decide a deadline: `locked` waits for the round's lock, `open` tests the clock only then. A writing
 * statement goes on from `open`; without a row of it nothing is written.
 */
export const whileOpen = (roundId: string) => sql`
  locked as materialized (select id, state, pledges_close_at from rounds where id = ${roundId} for share),
  open as materialized (select id from locked where state = 'published' and clock_timestamp() < pledges_close_at)`

/** The writing statement wrote nothing: the deadline has passed, by the clock that decides. */
export function refuseLate(round: HeldRound, at: Date): never {
  refuse('pledges-closed', { facts: { at: at.toISOString(), closedAt: round.pledgesCloseAt.toISOString() } })
}

export function refuseIfLate(round: HeldRound, at: Date) {
  if (round.state !== 'published' || at >= round.pledgesCloseAt) refuseLate(round, at)
}

/** One deed of an organization in a round at a time: its lots are counted and its limits read without a race. */
export async function takeTurn(tx: Tx, roundId: string, orgId: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`pledge ${roundId} ${orgId}`}, 0))`.execute(tx)
}
