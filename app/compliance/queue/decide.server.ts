import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import type { DecisionValues, DeterminationValues } from './form'

type Tx = Kysely<Database>

/**
 * Says what an unrecognized title is: for the whole organization at once, in every list and in the position. Answers
 * on how many computers. Refuses: entry-unknown, already-moved, product-unknown, edition-unknown, release-unknown.
 */
export async function decideEntry(tx: Tx, actor: Actor, values: DecisionValues): Promise<number> {
  const entry = await tx
    .selectFrom('queueEntries')
    .select(['publisher', 'title', 'state'])
    .where('id', '=', values.entryId)
    .where('orgId', '=', actor.organizationId)
    .forUpdate()
    .executeTakeFirst()
  if (!entry) return refuse('entry-unknown')
  if (entry.state === 'decided') refuse('already-moved')
  const product = values.productId ? await findProduct(tx, values) : null
  const { id } = await tx
    .insertInto('recognitionAliases')
    .values({
      orgId: actor.organizationId,
      publisher: entry.publisher,
      title: entry.title,
      class: product?.licenseClass ?? values.class,
      productId: values.productId,
      editionId: values.editionId,
      releaseId: values.releaseId,
      decidedBy: actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { rows } = await sql<{ computers: number }>`select apply_alias(${id}) as computers`.execute(tx)
  await record(tx, 'recognition.alias_decided', id, { alias: id, product: values.productId })
  return rows[0]!.computers
}

async function findProduct(tx: Tx, { productId, editionId, releaseId }: DecisionValues) {
  const product = await tx
    .selectFrom('products')
    .select(['id', 'licenseClass'])
    .where('id', '=', productId!)
    .executeTakeFirst()
  if (!product) return refuse('product-unknown', { field: 'productId' })
  if (editionId && !(await belongs(tx, 'editions', editionId, product.id)))
    refuse('edition-unknown', { field: 'editionId' })
  if (releaseId && !(await belongs(tx, 'releases', releaseId, product.id)))
    refuse('release-unknown', { field: 'releaseId' })
  return product
}

const belongs = (tx: Tx, table: 'editions' | 'releases', id: string, productId: string) =>
  tx.selectFrom(table).select('id').where('id', '=', id).where('productId', '=', productId).executeTakeFirst()

/** Takes a decision back: the rows are unknown again and the position with them. Refuses: entry-unknown, alias-unknown. */
export async function undoDecision(tx: Tx, actor: Actor, entryId: string) {
  const entry = await tx
    .selectFrom('queueEntries')
    .select('aliasId')
    .where('id', '=', entryId)
    .where('orgId', '=', actor.organizationId)
    .executeTakeFirst()
  if (!entry?.aliasId) return refuse('entry-unknown')
  await sql`select undo_alias(${entry.aliasId})`.execute(tx)
  await record(tx, 'recognition.alias_undone', entry.aliasId, { alias: entry.aliasId })
}

/** Puts an entry aside, or back. Refuses: already-moved. */
export async function postponeEntry(tx: Tx, actor: Actor, entryId: string, later: boolean) {
  const moved = await tx
    .updateTable('queueEntries')
    .set({ state: later ? 'later' : 'open' })
    .where('id', '=', entryId)
    .where('orgId', '=', actor.organizationId)
    .where('state', '=', later ? 'open' : 'later')
    .returning('id')
    .executeTakeFirst()
  if (!moved) refuse('already-moved')
}

/**
 * Says which edition (and release) the installations of a product are whose lists do not name it, on one computer or
 * on all. Answers how many were settled. Refuses: edition-unknown, release-unknown.
 */
export async function determineInstallations(
  tx: Tx,
  actor: Actor,
  values: DeterminationValues,
): Promise<number> {
  const { productId, editionId, releaseId, computerId } = values
  if (!(await belongs(tx, 'editions', editionId, productId)))
    refuse('edition-unknown', { field: 'editionId' })
  if (releaseId && !(await belongs(tx, 'releases', releaseId, productId)))
    refuse('release-unknown', { field: 'releaseId' })
  const said = { editionId, releaseId, by: actor.personId }
  const { id } = await tx
    .insertInto('determinations')
    .values({ orgId: actor.organizationId, productId, computerId, ...said })
    .onConflict((conflict) =>
      conflict
        .columns(['orgId', 'productId', 'computerId'])
        .doUpdateSet({ ...said, at: sql<Date>`clock_timestamp()` }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  const { rows } = await sql<{ settled: number }>`select determine(${id}) as settled`.execute(tx)
  await record(tx, 'recognition.determined', productId, {
    product: productId,
    installations: rows[0]!.settled,
  })
  return rows[0]!.settled
}
