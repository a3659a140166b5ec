import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import { skuTaxLifecycle } from '../lifecycle'
import { listSkus } from './queries.server'
import type { SkuTaxOfficeValues, SkuTaxValues } from './form'

type Tx = Kysely<Database>

/** A vendor says to which category an edition that it sells belongs; the office checks it. Refuses: sku-unknown, tax-waits, tax-same. */
export async function proposeCategory(tx: Tx, actor: Actor, values: SkuTaxValues, day: string) {
  const { editionId, category, note } = values
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sku_tax ${actor.organizationId} ${editionId}`}, 0))`.execute(
    tx,
  )
  const sku = (await listSkus(tx, actor, day, editionId))[0] ?? refuse('sku-unknown')
  refuseIf(sku.waiting ? 'tax-waits' : null)
  refuseIf(sku.checked === category ? 'tax-same' : null, { field: 'category' })
  const { id } = await tx
    .insertInto('skuTaxes')
    .values({ vendorId: actor.organizationId, editionId, category, note, proposedBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow()
  const event = await record(tx, 'tax.category_proposed', id, { edition: editionId, category })
  await notifyAgencies(tx, ['officer'], {
    kind: 'tax.category_proposed',
    href: '/office/taxes',
    facts: { product: `${sku.nameZh} ${sku.editionName}` },
    event,
  })
  return id
}

/** Its vendor takes back what waits. Refuses: already-moved. */
export async function withdrawCategory(tx: Tx, actor: Actor, skuTaxId: string) {
  const { editionId } = await move(tx, actor, skuTaxId, 'withdraw', null)
  await record(tx, 'tax.category_withdrawn', skuTaxId, { edition: editionId })
}

/** An officer checks a category, which then counts for every order placed from now on, or returns it with a reason. Refuses: already-moved, same-person. */
export async function decideCategory(tx: Tx, actor: Actor, values: SkuTaxOfficeValues) {
  const seen = await tx
    .selectFrom('skuTaxes')
    .select(['vendorId', 'editionId', 'proposedBy'])
    .where('id', '=', values.skuTaxId)
    .executeTakeFirst()
  if (!seen) refuse('already-moved')
  refuseIf(seen.proposedBy === actor.personId ? 'same-person' : null)
  if (values.move === 'check')
    await tx
      .updateTable('skuTaxes')
      .set({ state: skuTaxLifecycle.moves.replace.to })
      .where('vendorId', '=', seen.vendorId)
      .where('editionId', '=', seen.editionId)
      .where('state', 'in', skuTaxLifecycle.moves.replace.from)
      .execute()
  const { category } = await move(
    tx,
    actor,
    values.skuTaxId,
    values.move,
    values.move === 'refuse' ? values.reason : null,
  )
  const kind = values.move === 'check' ? 'tax.category_checked' : 'tax.category_refused'
  const facts = { edition: seen.editionId, category }
  const event = await record(tx, kind, values.skuTaxId, facts, { org: seen.vendorId })
  await notifyMembers(tx, seen.vendorId, ['vendor'], { kind, href: `/vendor/taxes/${seen.editionId}`, event })
}

type Move = 'check' | 'refuse' | 'withdraw'

async function move(tx: Tx, actor: Actor, skuTaxId: string, move: Move, reason: string | null) {
  const { from, to } = skuTaxLifecycle.moves[move]
  const moved = await tx
    .updateTable('skuTaxes')
    .set({ state: to, decidedBy: actor.personId, decidedAt: sql<Date>`clock_timestamp()`, reason })
    .where('id', '=', skuTaxId)
    .where('state', 'in', from)
    .returning(['editionId', 'category'])
    .executeTakeFirst()
  return moved ?? refuse('already-moved')
}
