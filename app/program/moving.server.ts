import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { refuseIf } from '~/kernel/refusal'
import type { Role } from '~/kernel/role'
import { type Actor, is } from '~/people/actor'

type Moves = Record<string, { from: readonly string[]; to: string; by: readonly Role[] }>
type Moved = 'targets' | 'meetings' | 'resolutions' | 'reportTasks' | 'briefs' | 'announcements'
  | 'listProposals' | 'trainings' | 'surveys' | 'honorCalls' | 'honorApplications'
  | 'responsibilityLetters' | 'marketCases' // oxfmt-ignore

/**
 * One conditional update along a lifecycle; of two people who move the same thing at once the second is refused.
 * Answers the moved row. Refuses not-your-move, already-moved.
 */
export async function moveRow<Table extends Moved, Move extends string>(
  tx: Kysely<Database>,
  actor: Actor,
  table: Table,
  { moves }: { moves: Record<Move, Moves[string]> },
  move: Move,
  id: string,
  set: Record<string, unknown> = {},
) {
  const { from, to, by } = moves[move]
  refuseIf(actor.kind === 'clock' || is(actor, ...by) ? null : 'not-your-move')
  // Every table named above has an id and a state; Kysely cannot say so of a union of tables.
  const moved = await tx
    .updateTable(table as 'targets')
    .set({ ...set, state: to as 'proposed' })
    .where('id', '=', id)
    .where('state', 'in', from as readonly 'proposed'[])
    .returningAll()
    .executeTakeFirst()
  refuseIf(moved ? null : 'already-moved')
  return moved as unknown as { id: string; orgId: string }
}
