import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { checkoutAttemptLifecycle } from '../lifecycle'

type Db = Kysely<Database>
type Move = keyof typeof checkoutAttemptLifecycle.moves

/** Moves a try along its lifecycle; answers whether it was there to be moved. What is late or repeated moves nothing. */
export async function moveAttempt(
  tx: Db,
  attemptId: string,
  move: Move,
  changes: object = {},
): Promise<boolean> {
  const { from, to } = checkoutAttemptLifecycle.moves[move]
  const moved = await tx
    .updateTable('checkoutAttempts')
    .set({ ...changes, state: to })
    .where('id', '=', attemptId)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

/** What was tried for an order, the latest first. */
export const listAttempts = (db: Db, orderId: string) =>
  db
    .selectFrom('checkoutAttempts')
    .leftJoin('persons', 'persons.id', 'checkoutAttempts.by')
    .select([
      'checkoutAttempts.id',
      'checkoutAttempts.n',
      'checkoutAttempts.state',
      'checkoutAttempts.amount',
      'checkoutAttempts.currency',
      'checkoutAttempts.method',
      'checkoutAttempts.askedAt',
      'checkoutAttempts.endedAt',
      'checkoutAttempts.failure',
      'persons.name as person',
    ])
    .where('orderId', '=', orderId)
    .orderBy('n', 'desc')
    .execute()

export type ListedAttempt = Awaited<ReturnType<typeof listAttempts>>[number]
