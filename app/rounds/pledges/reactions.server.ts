import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { reopenLines } from '~/demands/commands.server'
import { record } from '~/kernel/events.server'
import type { QualificationState } from '../lifecycle'
import { isBlacklisted } from '../qualifications/listed.server'
import { releasePledges } from './release.server'

type Tx = Kysely<Database>
type Happening = { subjectId: string | null; facts: Record<string, any> }

/** `round.voided`: nothing of the round binds any longer. */
export async function releaseRound(tx: Tx, { subjectId }: Happening) {
  const lots = await tx.selectFrom('lots').select('id').where('roundId', '=', subjectId).execute()
  await releasePledges(tx, { lotIds: lots.map((lot) => lot.id) })
}

/** `award.lot_unsuccessful`: nor of the lot. */
export const releaseLot = (tx: Tx, { facts }: Happening) => releasePledges(tx, { lotIds: [facts.lot] })

/** `order.placed`: what was served is ordered. */
export async function orderPledges(tx: Tx, pledgeIds: readonly string[]) {
  if (pledgeIds.length === 0) return
  await tx
    .updateTable('pledges')
    .set({ state: 'ordered' })
    .where('id', 'in', pledgeIds)
    .where('state', '=', 'served')
    .execute()
}

/**
 * `order.declined/lapsed/expired`: the order came to nothing. The enterprise's fault is a default and is kept; the
 * vendor's leaves the pledge unserved. Either way the need is open again.
 */
export async function endPledges(tx: Tx, pledgeIds: readonly string[], ownFault: boolean) {
  if (pledgeIds.length === 0) return
  const ended = await tx
    .updateTable('pledges')
    .set(
      ownFault
        ? { state: 'defaulted', defaultedAt: sql`clock_timestamp()`, reserved: 0n }
        : { state: 'unserved', reserved: 0n },
    )
    .where('id', 'in', pledgeIds)
    .where('state', 'in', ownFault ? ['served', 'ordered'] : ['ordered'])
    .returning(['id', 'orgId', 'roundId', 'lotId'])
    .execute()
  for (const { id, orgId, roundId, lotId } of ended) {
    await reopenLines(tx, { lotIds: [lotId], orgId })
    const facts = { pledge: id, lot: lotId }
    const about = { org: orgId, round: roundId }
    await record(tx, ownFault ? 'pledge.defaulted' : 'pledge.vendor_lost', id, facts, about)
  }
}

/** `organization.suspended`: what has not been decided yet binds no longer, and a vendor's fitness rests. */
export async function stopOrganization(tx: Tx, { subjectId }: Happening) {
  const { rows: lots } = await sql<{ lotId: string }>`
    with stopped as (
      update pledges set state = 'released', reserved = 0
      where org_id = ${subjectId} and state in ('active', 'invalidated', 'frozen')
        and not round_past(round_id, 'eligibility_fixed')
      returning new.id, new.round_id, new.lot_id, old.state as was, new.quantity,
        coalesce(new.stretch_quantity, 0) as stretch
    ), counted as (
      insert into pledge_deltas (round_id, lot_id, pledge_id, delta, stretch_delta)
      select round_id, lot_id, id, -quantity, -stretch from stopped where was = 'active'
    ), told as (
      select record_event('pledge.released', id, jsonb_build_object('pledge', id, 'lot', lot_id),
        org => ${subjectId}, round => round_id) from stopped
    )
    select lot_id, (select count(*) from told) from stopped`.execute(tx)
  await reopenLines(tx, { lotIds: lots.map((lot) => lot.lotId), orgId: subjectId! })
  await moveFitness(tx, subjectId!, ['qualified'], 'suspended')
}

/** `blacklist.listed`: a vendor is banned, whatever it had asked for; enterprises may always buy. */
export const banVendor = (tx: Tx, { facts }: Happening) =>
  moveFitness(
    tx,
    facts.organization,
    ['applied', 'in_review', 'returned', 'qualified', 'suspended'],
    'banned',
  )

/** `blacklist.removed`: and free again, unless another entry still stands; what has ended meanwhile is over. */
export async function freeVendor(tx: Tx, { facts }: Happening) {
  if (await isBlacklisted(tx, facts.organization)) return
  const { rows } = await sql<{ id: string; state: string }>`
    update qualifications set state = case when valid_until > clock_timestamp() then 'qualified' else 'expired' end
    where vendor_id = ${facts.organization} and state = 'banned' returning id, state`.execute(tx)
  for (const { id, state } of rows)
    await record(tx, `qualification.${state}`, id, {}, { org: facts.organization })
}

async function moveFitness(
  tx: Tx,
  vendorId: string,
  from: readonly QualificationState[],
  to: QualificationState,
) {
  const moved = await tx
    .updateTable('qualifications')
    .set({ state: to, suspendedBy: null })
    .where('vendorId', '=', vendorId)
    .where('state', 'in', from)
    .returning('id')
    .execute()
  for (const { id } of moved) await record(tx, `qualification.${to}`, id, {}, { org: vendorId })
}
