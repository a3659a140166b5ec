import type pg from 'pg'
import { renewalLock } from '~db/renewal'

const beat = 1_000

export type Renewal = {
  /** Whether the market is being thrown away and told anew, as far as was looked last. */
  isNow: () => boolean
  look: () => Promise<boolean>
  stop: () => void
}

/** Watches, beneath a server that runs, for the time in which there is no market to show. */
export function watchRenewal(pool: pg.Pool): Renewal {
  let now = false
  const look = async () => (now = await isRenewed(pool).catch(() => now))
  const timer = setInterval(() => void look(), beat)
  timer.unref()
  return { isNow: () => now, look, stop: () => clearInterval(timer) }
}

async function isRenewed(pool: pg.Pool) {
  const { rows } = await pool.query<{ renewed: boolean }>(
    `select to_regclass('public.persons') is null or exists (select from pg_locks where locktype = 'advisory' and granted
       and database = (select oid from pg_database where datname = current_database())
       and classid = $1 and objid = $2 and objsubid = 2) as renewed`,
    [...renewalLock],
  )
  return rows[0]!.renewed
}
