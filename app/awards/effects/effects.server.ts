import { type Kysely, sql } from 'kysely'
import type { Actor } from '~/people/actor'
import type { Database } from '~db/schema'
import type { Certificate } from '../certificate'
import { solveAside } from '../engine/solving.server'
import { effectOnOthers, leftOut, type Without } from '../engine/without'
import type { Instance } from '../instance'
import { takingAll, type VetoCost, vetoCost } from './veto'

type Db = Kysely<Database>
type Happening = { facts: Record<string, any> }

/** What one's own pledges did for the others, and what one's own choice of vendors cost oneself. */
export type Effect = { others: Without; veto: VetoCost | null }

const limits = { gapPpm: 100, seconds: 20 }
const silentFor = '2 minutes'

/** `award.decided`, `award.replaced`: of every buyer is worked out what the award would have been without it. */
export async function askEffects(tx: Db, { facts }: Happening) {
  await sql`
    insert into buyer_effects (run_id, org_id, buyer_code)
    select distinct on (org_id) ${facts.run}::uuid, org_id, buyer_code from (
      select s.org_id, s.buyer_code from allocations s join awards a on a.id = s.award_id where a.run_id = ${facts.run}
      union all select org_id, buyer_code from unserved_pledges where run_id = ${facts.run}) as buyers
    on conflict do nothing`.execute(tx)
}

/** Works out the next effect that waits, or one whose process fell silent; answers whether there was one. */
export async function workOutNextEffect(db: Db): Promise<boolean> {
  const next = await takeNext(db)
  if (!next) return false
  const { runId, orgId } = next
  const effect = await effectOf(next.body, next.certificate, next.buyerCode)
  await sql`
    update buyer_effects set effect = ${JSON.stringify(effect)}::jsonb, done_at = clock_timestamp()
    where run_id = ${runId} and org_id = ${orgId} and done_at is null`.execute(db)
  return true
}

/** The award once more without the buyer, and, where it left vendors out, once more with all of them. */
export async function effectOf(instance: Instance, certificate: Certificate, buyer: string): Promise<Effect> {
  const { options } = certificate
  const solve = (facts: Instance) => solveAside({ instance: facts, options, limits })
  const others = effectOnOthers(instance, certificate, buyer, await solve(leftOut(instance, buyer)))
  const open = takingAll(instance, buyer)
  const veto = open && vetoCost(instance, certificate, buyer, await solve(open))
  return { others, veto }
}

type Next = { runId: string; orgId: string; buyerCode: string; body: Instance; certificate: Certificate }

async function takeNext(db: Db) {
  const { rows } = await sql<Next>`
    update buyer_effects e set taken_at = clock_timestamp()
    from award_runs r join award_instances i on i.hash = r.instance_hash
    where r.id = e.run_id and (e.run_id, e.org_id) = (
      select run_id, org_id from buyer_effects
      where done_at is null and (taken_at is null or taken_at < clock_timestamp() - ${silentFor}::interval)
      order by taken_at nulls first, run_id, org_id limit 1 for update skip locked)
    returning e.run_id, e.org_id, e.buyer_code, i.body, r.certificate`.execute(db)
  return rows[0]
}

/** One's own effect in an award: null where none is asked for, its `effect` null while it is worked out. */
export async function findOwnEffect(db: Db, { organizationId }: Actor, runId: string) {
  const row = await db
    .selectFrom('buyerEffects')
    .select(['effect', 'doneAt'])
    .where('runId', '=', runId)
    .where('orgId', '=', organizationId)
    .executeTakeFirst()
  return row ? { effect: row.effect as Effect | null } : null
}
