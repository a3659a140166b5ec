import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { bringUpToDate } from '../positions/queries.server'
import { findKnown } from '../known/known.server'
import { disagreements, type Sums } from './agreeing'
import type { Ledgers } from './ledger'
import { entriesOf } from './operations'
import { findUnit, listLives, listRights, listSoftware, listUse } from './queries.server'

/** What the three ledgers of one's own organization are made of, at one moment, and whether they agree. */
export async function readLedgers(db: Kysely<Database>, actor: Actor): Promise<Ledgers> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      await bringUpToDate(tx)
      const software = await listSoftware(tx, actor)
      const [unit, use] = [await findUnit(tx, actor), await listUse(tx, actor)]
      const [lives, rights] = [await listLives(tx, actor), await listRights(tx, actor)]
      const one = Object.fromEntries(software.map(({ no, installed }) => [no, installed]))
      const sums: Sums = { one, two: countBy(use), three: runningSums(entriesOf(lives)) }
      const known = await findKnown(tx, actor.organizationId)
      return { unit, software, use, lives, rights, known, differing: disagreements(sums) }
    })
}

function countBy(rows: readonly { no: string | null }[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { no } of rows) if (no !== null) sums[no] = (sums[no] ?? 0) + 1
  return sums
}

function runningSums(entries: readonly { no: string; adds: number }[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { no, adds } of entries) sums[no] = (sums[no] ?? 0) + adds
  return sums
}
