import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { nobody } from '~/people/actor'

type Tx = Kysely<Database>
type Event = { subjectId: string | null }

/**
 * `settlement.signed`: what the platform itself carries out of the promises is asked for, by the obligation's id alone: a
 * refund of the office, new units of the vendor, a purchase as a need of the enterprise that nobody else can tell from its
 * other needs.
 */
export async function askForPromises(tx: Tx, { subjectId: caseId }: Event) {
  const { rows } = await sql<{ id: string; kind: string }>`
    select o.id, o.kind from obligations o join settlements s on s.id = o.settlement_id
    where o.case_id = ${caseId}::uuid and s.state = 'signed' and o.kind in ('refund', 'reissue', 'buy_via_round') order by o.no`.execute(
    tx,
  )
  for (const { id, kind } of rows)
    if (kind === 'refund') await record(tx, 'refund.requested', id, { obligation: id }, { org: nobody })
    else if (kind === 'reissue') await askForReissue(tx, id)
    else await suggestPurchase(tx, id)
}

/** One request per license of which units are to be replaced; nobody is asked where fewer stand than were promised. */
async function askForReissue(tx: Tx, obligationId: string) {
  const { rows } = await sql<{ entitlement: string; quantity: number; dueOn: string }>`
    select entitlement_id as entitlement, quantity, due_on::text from reissue_promised(${obligationId}::uuid)`.execute(
    tx,
  )
  for (const facts of rows)
    await record(tx, 'license.reissue_requested', obligationId, { obligation: obligationId, ...facts }, { org: nobody }) // oxfmt-ignore
}

async function suggestPurchase(tx: Tx, obligationId: string) {
  const promised = await findPurchase(tx, obligationId)
  if (!promised) return
  const { caseId, side, dueOn } = promised
  const standing = await findDraft(tx, promised)
  const added = await tx
    .insertInto('settlementPurchases')
    .values({ obligationId, caseId, side, demandId: standing?.id ?? randomUUID(), latestOn: dueOn })
    .onConflict((conflict) => conflict.column('obligationId').doNothing())
    .returning('demandId')
    .executeTakeFirst()
  if (added) await suggest(tx, promised, added.demandId, standing)
}

/** The need behind a promise was withdrawn or has expired: what is still missing is asked for anew, as the first was. */
export async function suggestAgain(tx: Tx, obligationId: string) {
  const promised = await findPurchase(tx, obligationId)
  if (!promised || promised.missing === 0) return
  const standing = await findDraft(tx, promised)
  const demandId = standing?.id ?? randomUUID()
  await tx
    .updateTable('settlementPurchases')
    .set({ demandId })
    .where('obligationId', '=', obligationId)
    .execute()
  await suggest(tx, promised, demandId, standing)
}

type Promised = {
  caseId: string
  side: 'claimant' | 'respondent'
  orgId: string
  productId: string
  missing: number
  dueOn: string
}

async function findPurchase(tx: Tx, obligationId: string) {
  const { rows } = await sql<Promised>`
    select case_id, side, org_id, product_id, missing, due_on::text from purchase_promised(${obligationId}::uuid)`.execute(
    tx,
  )
  return rows[0]
}

async function suggest(
  tx: Tx,
  { orgId, productId, missing, dueOn }: Promised,
  line: string,
  standing: { quantity: number } | undefined,
) {
  const units = Math.max(missing, standing?.quantity ?? 0)
  const facts = { line, organization: orgId, product: productId, units, neededBy: dueOn }
  await record(tx, 'demand.suggested', line, facts, { org: orgId })
}

/** A gap that was found, or another promise, already stands as a draft: this one is met by that need, which asks for no less than before. */
const findDraft = (tx: Tx, { orgId, productId }: Promised) =>
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
