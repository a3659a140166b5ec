import type pg from 'pg'
import { actingAs, type Tally } from '~db/tenant'
import { connectAs } from '~db/where'
import { env } from '~/env.server'
import { kept } from '~/kernel/kept.server'

/** The application's pool, made once per process; a reload of the code in development keeps it. */
export const pool = (): pg.Pool => kept('pool', () => connectAs('muster_app', env).pool)

/**
 * The identity of the door: nobody is known yet. Row policies let it read what proves a person (passwords, factors,
 * sessions, one-time links) and register newcomers, nothing else.
 */
export const door = (requestId: string | null = null, tally?: Tally) =>
  actingAs(
    pool(),
    { organizationId: null, personId: null, roles: ['door'], actorKind: 'visitor', requestId },
    tally,
  )

/** The identity of a payment rail whose signed messages come in: it sees and moves what money concerns, nothing else. */
export const railDoor = (requestId: string | null = null) =>
  actingAs(pool(), { organizationId: null, personId: null, roles: ['rail'], actorKind: 'clock', requestId })
