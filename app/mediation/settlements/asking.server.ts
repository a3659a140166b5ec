import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { nobody } from '~/people/actor'

type Tx = Kysely<Database>
type Event = { kind: string; subjectId: string | null; facts: Record<string, any> }

/**
 * `settlement.signed`: what the platform itself carries out of the promises is asked for, by the obligation's id alone: a
 * refund of the office, a purchase as a need of the enterprise that nobody else can tell from its other needs.
 */
export async function askForPromises(tx: Tx, { subjectId: caseId }: Event) {
  const { rows } = await sql<{ id: string; kind: string }>`
    select o.id, o.kind from obligations o join settlements s on s.id = o.settlement_id
    where o.case_id = ${caseId}::uuid and s.state = 'signed' and o.kind in ('refund', 'buy_via_round') order by o.no`.execute(
    tx,
  )
  for (const { id, kind } of rows)
    if (kind === 'refund') await record(tx, 'refund.requested', id, { obligation: id }, { org: nobody })
    else await suggestPurchase(tx, id)
}

async function suggestPurchase(tx: Tx, obligationId: string) {
  const { rows } = await sql<{
    caseId: string
    side: 'claimant' | 'respondent'
    orgId: string
    productId: string
    quantity: number
    dueOn: string
  }>`select case_id, side, org_id, product_id, quantity, due_on::text from purchase_promised(${obligationId}::uuid)`.execute(
    tx,
  )
  const [promised] = rows
  if (!promised) return
  const { caseId, side, orgId, productId, quantity, dueOn } = promised
  const standing = await findDraft(tx, orgId, productId)
  const added = await tx
    .insertInto('settlementPurchases')
    .values({ obligationId, caseId, side, demandId: standing?.id ?? randomUUID(), latestOn: dueOn })
    .onConflict((conflict) => conflict.column('obligationId').doNothing())
    .returning('demandId')
    .executeTakeFirst()
  if (!added) return
  const line = added.demandId
  const units = Math.max(quantity, standing?.quantity ?? 0)
  const facts = { line, organization: orgId, product: productId, units, neededBy: dueOn }
  await record(tx, 'demand.suggested', line, facts, { org: orgId })
}

/** A gap that was found, or another promise, already stands as a draft: this one is met by that need, which asks for no less than before. */
const findDraft = (tx: Tx, orgId: string, productId: string) =>
  tx
    .selectFrom('demandLines as line')
    .innerJoin('editions', 'editions.id', 'line.editionId')
    .where('line.orgId', '=', orgId)
    .where('editions.productId', '=', productId)
    .where('line.source', '=', 'gap')
    .where('line.state', '=', 'draft')
    .select(['line.id', 'line.quantity'])
    .orderBy('line.id')
    .limit(1)
    .forUpdate('line')
    .executeTakeFirst()

/**
 * No round brought what was promised, and the settlement names what it costs directly: an order is asked for, once per
 * obligation. Answers whether it was.
 */
export async function askForOrder(tx: Tx, obligationId: string): Promise<boolean> {
  const { rows } = await sql`
    update settlement_purchases p set fallback = jsonb_build_object('ordered', true)
    from obligations o where o.id = p.obligation_id and p.obligation_id = ${obligationId}::uuid
      and o.state in ('open', 'late') and o.amount is not null and not p.fallback ? 'ordered'
      and exists (select from order_promised(o.id)) returning p.obligation_id`.execute(tx)
  if (rows.length === 0) return false
  await record(tx, 'order.requested', obligationId, { obligation: obligationId }, { org: nobody })
  return true
}

/** `round.voided`, a lot that came to nothing, a pledge that was not served: the purchases it was to bring fall back. */
export async function fallBack(tx: Tx, { kind, subjectId, facts }: Event) {
  if (facts.served === true) return
  const { rows } = await sql<{ obligationId: string }>`
    select p.obligation_id from settlement_purchases p
    join cases c on c.id = p.case_id join lots l on l.id = p.lot_id join demand_lines d on d.id = p.demand_id
    where case when ${kind} = 'round.voided' then l.round_id = ${subjectId}::uuid else l.id = ${facts.lot ?? null}::uuid end
      and (${facts.organization ?? null}::uuid is null or d.org_id = ${facts.organization ?? null}::uuid)
      and c.state in ('fulfillment', 'cure') order by p.obligation_id for update of p`.execute(tx)
  for (const { obligationId } of rows) await askForOrder(tx, obligationId)
}
