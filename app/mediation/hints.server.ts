import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { notifyMembers } from '~/people/notify.server'
import type { Side } from './channels/kinds'
import { openStates } from './lifecycle'
import { tellSeats } from './telling.server'

type Tx = Kysely<Database>
type Event = { id: string; orgId: string | null; subjectId: string | null; facts: Record<string, any> }

/**
 * `compliance.gap_found`: an enterprise whose own figures have found a gap in what a running case is about is told so, its
 * side alone. Nothing is attached and nothing goes to the other side: that is the enterprise's to choose.
 */
export async function hintGap(tx: Tx, { id, orgId, facts }: Event) {
  const organization = facts.organization ?? orgId
  const { rows } = await sql<{ id: string; number: string; bodyId: string; side: Side }>`
    select c.id, c.number, c.body_id, case c.claimant_id when ${organization}::uuid then 'claimant' else 'respondent' end as side
    from cases c
    where ${organization}::uuid in (c.claimant_id, c.respondent_id) and c.filed_at is not null
      and c.state = any(${[...openStates]}::text[])
      and exists (select from objections b
        left join order_lines l on b.subject_kind = 'order_line' and l.id = b.subject_id
        left join editions e on e.id = l.edition_id
        left join entitlements n on b.subject_kind = 'entitlement' and n.id = b.subject_id
        where b.case_id = c.id and b.state <> 'withdrawn'
          and ${facts.product}::uuid in (e.product_id, n.product_id, case b.subject_kind when 'product' then b.subject_id end))
    order by c.id`.execute(tx)
  for (const its of rows) await tellSeats(tx, its, [its.side], id, '', 'case.own_gap')
}

/** `order.rejected`: who sent a delivery back learns that mediation is a way, unless the order is in a case already. */
export async function hintRejection(tx: Tx, { id, subjectId: orderId }: Event) {
  const order = await tx
    .selectFrom('orders')
    .select(['number', 'enterpriseId'])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  const { rows } = await sql<{ disputed: boolean }>`
    select exists (select from objections b join cases c on c.id = b.case_id
      join order_lines l on b.subject_kind = 'order_line' and l.id = b.subject_id
      where l.order_id = ${orderId}::uuid and c.state = any(${[...openStates]}::text[])) as disputed`.execute(
    tx,
  )
  if (rows[0]!.disputed) return
  await notifyMembers(tx, order.enterpriseId, ['buyer', 'approver'], {
    kind: 'order.mediation_possible',
    href: `/orders/${orderId}`,
    facts: { number: order.number },
    event: id,
  })
}
