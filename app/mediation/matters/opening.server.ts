import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { freshId } from '~/people/commands.server'
import { freshChannelKey } from '../channels/cipher.server'
import { type Side, sideIn } from '../channels/kinds'
import { findCase } from '../queries.server'
import { freshMatterKey, sealPart } from './cipher.server'
import type { Complaint, Workload } from './form'

type Tx = Kysely<Database>
type About = { bodyId: string; mediatorId: string; text: string; complains?: { caseId: string; side: Side } }

// No event tells of a matter: a trail would show who complained, and that somebody did.

/**
 * A side complains of who mediates its case, or did. Read by the body's head and the mediator. Refuses: case-unknown,
 * complained-of-whom, complaint-open.
 */
export async function complain(tx: Tx, caseId: string, { mediatorId, text }: Complaint) {
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  const side = sideIn(its.roles) ?? refuse('case-unknown')
  await open(tx, { bodyId: its.bodyId, mediatorId, text, complains: { caseId, side } })
}

/** The head asks a mediator about their work, or a mediator the head. Refuses: matter-unknown. */
export const raiseWorkload = (tx: Tx, actor: Actor, bodyId: string, { mediatorId, text }: Workload) =>
  open(tx, { bodyId, mediatorId: mediatorId ?? actor.personId, text })

async function open(tx: Tx, { bodyId, mediatorId, text, complains }: About): Promise<number> {
  const id = await freshId(tx)
  const { rows } = await sql<{ no: number }>`select fresh_matter_no(${bodyId}::uuid) as no`.execute(tx)
  const { no } = rows[0]!
  const channelKey = freshChannelKey({ caseId: null, bodyId, kind: 'body', no })
  const matter = { id, bodyId, wrappedKey: freshMatterKey({ id, bodyId }) }
  await sql`select open_matter(${id}::uuid, ${bodyId}::uuid, ${no}, ${mediatorId}::uuid, ${channelKey}, ${matter.wrappedKey},
    ${sealPart(matter, 'text', text)}, ${complains?.caseId ?? null}::uuid, ${complains?.side ?? null})`.execute(
    tx,
  )
  return no
}
