import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { clockMoves as awards } from './awards/clock.server'
import { clockMoves as bids } from './bids/clock.server'
import { clockMoves as compliance } from './compliance/clock.server'
import { clockMoves as demands } from './demands/clock.server'
import { clockMoves as log } from './kernel/log.server'
import { clockMoves as licenses } from './licenses/clock.server'
import { clockMoves as mediation } from './mediation/clock.server'
import { clockMoves as orders } from './orders/clock.server'
import { clockMoves as payments } from './payments/clock.server'
import { clockMoves as program } from './program/clock.server'
import { clockMoves as rounds } from './rounds/clock.server'

/** A move by the clock: finds what is due at `now`, moves it, records it. One worker at a time runs each. */
export type ClockMove = { name: string; run: (tx: Kysely<Database>, now: Date) => Promise<void> }

/** The clock's moves of all rooms, in the order of the street. */
export const clockMoves: readonly ClockMove[] = [
  ...log,
  ...demands,
  ...rounds,
  ...bids,
  ...awards,
  ...orders,
  ...payments,
  ...licenses,
  ...compliance,
  ...mediation,
  ...program,
]
