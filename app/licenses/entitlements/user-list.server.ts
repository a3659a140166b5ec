import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse } from '~/kernel/refusal'
import type { User } from './assign.server'
import type { Named } from './user-list'

const toldAtMost = 10

/**
 * One's own computers in use by their asset numbers, and members by their mail addresses. Refuses: nobody-chosen;
 * list-names-unknown with the lines (then nobody gets anything).
 */
export async function usersOfList(tx: Kysely<Database>, names: readonly Named[]): Promise<User[]> {
  if (names.length === 0) refuse('nobody-chosen', { field: 'list' })
  const { rows } = await sql<{ name: string; computerId: string | null; personId: string | null }>`
    select * from users_named(${sql.val(names.map(({ name }) => name.toLowerCase()))}::text[])`.execute(tx)
  const known = new Map(rows.map((row) => [row.name, row]))
  const unknown = names.filter(({ name }) => !known.has(name.toLowerCase()))
  if (unknown.length > 0)
    refuse('list-names-unknown', {
      field: 'list',
      facts: {
        lines: unknown
          .slice(0, toldAtMost)
          .map(({ line, name }) => `${line} ${name}`)
          .join(', '),
        more: String(Math.max(0, unknown.length - toldAtMost)),
      },
    })
  return rows.flatMap(({ computerId, personId }): User[] =>
    computerId ? [{ computerId }] : personId ? [{ personId }] : [],
  )
}
