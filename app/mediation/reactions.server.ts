import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { withdrawReplacements } from '~/licenses/replacements/reactions.server'
import { openChannels } from './channels/channels.server'
import { askNext } from './mediators/selecting.server'
import { moveCase } from './moves.server'
import { checkCase, reopenObligation } from './settlements/fulfilling.server'

type Tx = Kysely<Database>
type Event = { id: string; subjectId: string | null; facts: Record<string, unknown> }

/** The mediator asked does not take the case: the next common name is. */
export const askNextMediator = (tx: Tx, { subjectId }: Event, now: Date) =>
  stillIn(tx, subjectId!, 'mediator_selection', () => askNext(tx, subjectId!, now))

/** A check that has found nothing leaves nothing to disclose: the mediation begins. */
export async function beginMediation(tx: Tx, { subjectId, facts }: Event) {
  if (facts.findings !== 0) return
  await stillIn(tx, subjectId!, 'conflict_check', async () => {
    await moveCase(tx, subjectId!, 'clear', { rule: 'conflict_check: nothing found' })
    await openChannels(tx, subjectId!)
  })
}

/** A signed settlement is fulfilled from its first day on. */
export const beginFulfillment = (tx: Tx, { subjectId }: Event, now: Date) =>
  stillIn(tx, subjectId!, 'settled', async () => {
    await moveCase(tx, subjectId!, 'begin_fulfillment', { rule: 'settlement signed' })
    await checkCase(tx, subjectId!, now)
  })

/** Something was met by a person's word: the case may be fulfilled. */
export const checkOwn = (tx: Tx, { subjectId }: Event, now: Date) => checkCase(tx, subjectId!, now)

/** A fact of another room may meet obligations of the organizations that it concerns. */
export async function checkConcerned(tx: Tx, event: Event & { orgId: string | null }, now: Date) {
  const { rows } = await sql<{ id: string }>`
    select distinct c.id from cases c where c.state in ('fulfillment', 'cure') and ${event.orgId}::uuid in (c.claimant_id, c.respondent_id)
    order by c.id`.execute(tx)
  for (const { id } of rows) await checkCase(tx, id, now)
}

/** A license revoked, a refund that came back: what it had met is open again. */
export const reopenOn = (tx: Tx, { subjectId }: Event, now: Date) => reopenObligation(tx, subjectId!, now)

/** `case.closed`: what a vendor was still to replace by its settlement is asked of it no more. */
export async function endReplacements(tx: Tx, { subjectId }: Event) {
  const promised = await tx.selectFrom('obligations').select('id').where('caseId', '=', subjectId).execute()
  await withdrawReplacements(
    tx,
    promised.map(({ id }) => id),
  )
}

async function stillIn(tx: Tx, caseId: string, state: string, work: () => Promise<unknown>) {
  const its = await tx
    .selectFrom('cases')
    .select('state')
    .where('id', '=', caseId)
    .forUpdate()
    .executeTakeFirst()
  if (its?.state === state) await work()
}
