import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { postMessage, saveDraft } from '../channels/messages.server'
import { tellSeats } from '../telling.server'
import { sealPart } from './cipher.server'
import type { MatterDeed, Outcome } from './form'
import { findMatterChannel } from './reading.server'

type Tx = Kysely<Database>

/** Writes between head and mediator, or ends the matter. Refuses: matter-unknown, channel-closed, matter-closed, matter-of-head, summary-missing. */
export async function doMatterDeed(tx: Tx, actor: Actor, bodyId: string, no: number, deed: MatterDeed) {
  const channel = (await findMatterChannel(tx, bodyId, no)) ?? refuse('matter-unknown')
  if (deed.move === 'draft') return saveDraft(tx, actor, channel, deed.body)
  const matter = await tx
    .selectFrom('bodyMatters')
    .where('channelId', '=', channel.id)
    .select(['id', 'bodyId', 'kind', 'caseId', 'side', 'wrappedKey'])
    .executeTakeFirstOrThrow()
  if (deed.move === 'send') {
    await postMessage(tx, actor, channel, deed.body)
    await sql`select notify_matter(${matter.id}::uuid)`.execute(tx)
    return
  }
  if (deed.move === 'close')
    return matter.kind === 'complaint' ? refuse('summary-missing') : close(tx, matter.id)
  await close(tx, matter.id, deed.outcome, sealPart(matter, 'summary', deed.summary))
  if (!matter.caseId || !matter.side) return
  const its = await tx
    .selectFrom('cases')
    .where('id', '=', matter.caseId)
    .select(['id', 'number', 'bodyId'])
    .executeTakeFirstOrThrow()
  await tellSeats(tx, its, [matter.side], null, '/complaints')
}

const close = (tx: Tx, id: string, outcome: Outcome | null = null, summary: Buffer | null = null) =>
  sql`select close_matter(${id}::uuid, ${outcome}, ${summary})`.execute(tx).then(() => {})
