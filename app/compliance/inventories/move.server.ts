import type { Kysely, Updateable } from 'kysely'
import type { Database, Imports } from '~db/schema'
import { refuse } from '~/kernel/refusal'
import { importLifecycle } from '../lifecycle'

/** One conditional update: of two who move an import at once the second is refused (`already-moved`). */
export async function moveImport(
  tx: Kysely<Database>,
  importId: string,
  move: keyof typeof importLifecycle.moves,
  facts: Updateable<Imports> = {},
) {
  const { from, to } = importLifecycle.moves[move]
  const moved = await tx
    .updateTable('imports')
    .set({ ...facts, state: to })
    .where('id', '=', importId)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  if (!moved) refuse('already-moved')
}
