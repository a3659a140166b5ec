import { type Kysely, sql } from 'kysely'
import { recordEach } from '~/kernel/events.server'
import { notifyMembers } from '~/people/notify.server'
import type { Database } from '~db/schema'

type Tx = Kysely<Database>
type Event = { id: string; subjectId: string | null; facts: Record<string, any> }

/**
 * `license.reissue_requested`: its vendor has units of a license to deliver anew, once per request, and is told the license
 * and how many; its holder is told that they come.
 */
export async function openReplacement(tx: Tx, { id: event, facts }: Event) {
  const { rows } = await sql<{ id: string; orgId: string; vendorId: string; no: string }>`
    with opened as (
      insert into replacements (org_id, vendor_id, entitlement_id, obligation_id, quantity, due_on, event_id)
      select n.org_id, r.vendor_id, n.id, ${facts.obligation}::uuid, ${facts.quantity}::int, ${facts.dueOn}::date, ${event}::uuid
      from entitlements n join purchase_records r on r.id = n.purchase_record_id where n.id = ${facts.entitlement}::uuid
      on conflict do nothing returning *)
    select o.id, o.org_id, o.vendor_id, n.no from opened o join entitlements n on n.id = o.entitlement_id`.execute(
    tx,
  )
  const [its] = rows
  if (!its) return
  const told = { facts: { number: its.no, units: facts.quantity, day: facts.dueOn }, event }
  await notifyMembers(tx, its.vendorId, ['vendor'], { kind: 'license.reissue_asked', href: `/supplied/replacements/${its.id}`, ...told }) // oxfmt-ignore
  await notifyMembers(tx, its.orgId, ['asset_manager'], { kind: 'license.reissue_coming', href: `/licenses/${facts.entitlement}`, ...told }) // oxfmt-ignore
  await recordEach(tx, 'license.replacement_opened', [
    { subject: facts.entitlement, facts: { replacement: its.id, quantity: facts.quantity }, org: its.orgId },
  ])
}

/** `license.revoked`: of a license that has fewer units left than were to be replaced, none can be. */
export async function withdrawShort(tx: Tx, { subjectId }: Event) {
  const { rows } = await sql<Withdrawn>`
    update replacements p set state = 'withdrawn' from entitlements n
    where n.id = p.entitlement_id and n.id = ${subjectId}::uuid and p.state = 'open'
      and (n.state not in ('active', 'suspended') or n.quantity < p.quantity)
    returning p.entitlement_id, p.org_id, p.vendor_id, p.id, p.quantity, n.no`.execute(tx)
  await tellWithdrawn(tx, rows)
}

/** What is still to be replaced for these promises is asked for no more. */
export async function withdrawReplacements(tx: Tx, obligationIds: readonly string[]) {
  if (obligationIds.length === 0) return
  const { rows } = await sql<Withdrawn>`
    update replacements p set state = 'withdrawn' from entitlements n
    where n.id = p.entitlement_id and p.obligation_id = any(${sql.val([...obligationIds])}::uuid[]) and p.state = 'open'
    returning p.entitlement_id, p.org_id, p.vendor_id, p.id, p.quantity, n.no`.execute(tx)
  await tellWithdrawn(tx, rows)
}

type Withdrawn = {
  id: string
  entitlementId: string
  orgId: string
  vendorId: string
  quantity: number
  no: string
}

async function tellWithdrawn(tx: Tx, withdrawn: readonly Withdrawn[]) {
  for (const { id, vendorId, quantity, no } of withdrawn)
    await notifyMembers(tx, vendorId, ['vendor'], {
      kind: 'license.reissue_withdrawn',
      href: `/supplied/replacements/${id}`,
      facts: { number: no, units: quantity },
    })
  await recordEach(
    tx,
    'license.replacement_withdrawn',
    withdrawn.map(({ id, entitlementId, quantity, orgId }) => ({
      subject: entitlementId,
      facts: { replacement: id, quantity },
      org: orgId,
    })),
  )
}
