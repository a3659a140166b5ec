import { type RawBuilder, sql } from 'kysely'
import type { Role } from '~/kernel/role'
import type { Actor } from '~/people/actor'

/** Gives rows (due, id) under the row policies of whoever asks; the id of a single row is its link. */
export type Watch = { roles: readonly Role[]; rows: (actor: Actor) => RawBuilder<unknown> }

/** When a day named by its date is over in China. */
export const endOf = (day: string) => sql`((${sql.ref(day)} + 1)::timestamp at time zone 'Asia/Shanghai')`
