import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { aliasLifecycle } from '../lifecycle'
import { type Common, type Saying, weigh } from './weighing'

type Tx = Kysely<Database>

/** After a decision or its undoing: offers, freezes or withdraws what all organizations may hear of that title. */
export async function weighAlias(tx: Tx, { subjectId }: { subjectId: string | null }) {
  const decided = await tx
    .selectFrom('recognitionAliases')
    .select(['publisher', 'title', 'orgId'])
    .where('id', '=', subjectId)
    .executeTakeFirst()
  if (!decided?.orgId) return
  const { publisher, title } = decided
  // Of two decisions at once, the second sees the first.
  await sql`select pg_advisory_xact_lock(hashtext(${`alias ${publisher} ${title}`}))`.execute(tx)
  const rows = await tx
    .selectFrom('recognitionAliases')
    .select(['id', 'orgId', 'class', 'productId', 'editionId', 'releaseId', 'state'])
    .where('publisher', '=', publisher)
    .where('title', '=', title)
    .where('state', '<>', 'undone')
    .execute()
  const commons = rows.filter(({ orgId }) => orgId === null)
  const verdict = weigh(
    rows.filter((row): row is typeof row & Saying => row.orgId !== null && row.state === 'active'),
    commons as readonly Common[],
  )
  if (!verdict) return
  if (verdict.move === 'offer') return offer(tx, { publisher, title }, verdict.saying)
  await move(tx, commons.find(({ state }) => state !== 'refused')!.id, verdict.move)
}

async function offer(tx: Tx, named: { publisher: string; title: string }, saying: Saying) {
  const { class: kind, productId, editionId, releaseId } = saying
  const { id } = await tx
    .insertInto('recognitionAliases')
    .values({ ...named, class: kind as 'licensable', productId, editionId, releaseId, state: 'offered' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, 'recognition.alias_offered', id, { alias: id, product: productId })
}

async function move(tx: Tx, id: string, what: 'freeze' | 'withdraw') {
  const { from, to } = aliasLifecycle.moves[what === 'freeze' ? 'freeze' : 'undo']
  await tx
    .updateTable('recognitionAliases')
    .set({ state: to, at: sql<Date>`clock_timestamp()` })
    .where('id', '=', id)
    .where('state', 'in', from)
    .execute()
  await record(tx, what === 'freeze' ? 'recognition.alias_frozen' : 'recognition.alias_withdrawn', id, {
    alias: id,
  })
}
