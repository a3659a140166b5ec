import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { releaseHold } from '~/payments/hold.server'
import type { Ground } from '../intake/grounds'
import { recordOfCase } from '../moves.server'
import { whoDecides } from './holding'

type Tx = Kysely<Database>

/** At admission: holds whose ground the record shows are granted by the rule; the others wait for a person. */
export async function decideProvisional(tx: Tx, caseId: string) {
  for (const { id, amount, grounds, hasEvidence } of await listProvisional(tx, caseId)) {
    if (whoDecides({ amount, grounds, hasEvidence }) !== 'rule') continue
    await tx.updateTable('holdRequests').set({ state: 'granted' }).where('id', '=', id).execute()
    await recordOfCase(tx, 'case.hold_granted', caseId, { hold: id, by: 'rule' })
  }
}

/** The registrar decides, above the limit the head. Refuses: already-moved, head-needed. */
export async function decideHold(
  tx: Tx,
  actor: Actor,
  caseId: string,
  holdId: string,
  grant: boolean,
  reason: string | null,
) {
  const request =
    (await listProvisional(tx, caseId)).find(({ id }) => id === holdId) ?? refuse('already-moved')
  refuseIf(whoDecides(request) === 'head' && !is(actor, 'head') ? 'head-needed' : null)
  const decided = await tx
    .updateTable('holdRequests')
    .set({ state: grant ? 'granted' : 'refused', decidedBy: actor.personId, reason })
    .where('id', '=', holdId)
    .where('state', '=', 'provisional')
    .returning('id')
    .executeTakeFirst()
  refuseIf(decided ? null : 'already-moved')
  if (!grant) await releaseHold(tx, { caseId, lineId: request.lineId })
  await recordOfCase(tx, grant ? 'case.hold_granted' : 'case.hold_refused', caseId, {
    hold: holdId,
    by: 'person',
  })
}

/** Holds of a case that nobody has decided on, with what their line is claimed for. */
async function listProvisional(tx: Tx, caseId: string) {
  return tx
    .selectFrom('holdRequests as request')
    .innerJoin('objections', (join) =>
      join
        .onRef('objections.caseId', '=', 'request.caseId')
        .onRef('objections.subjectId', '=', 'request.orderLineId'),
    )
    .where('request.caseId', '=', caseId)
    .where('request.state', '=', 'provisional')
    .groupBy('request.id')
    .select(['request.id', 'request.orderLineId as lineId', 'request.amount'])
    .select(sql<Ground[]>`array_agg(distinct objections.ground)`.as('grounds'))
    .select(
      sql<boolean>`exists (select from evidence_items i join channels c on c.id = i.channel_id
        where i.case_id = request.case_id and c.kind = 'joint' and i.withdrawn_at is null)`.as('hasEvidence'),
    )
    .execute()
}

/** What is held for a case, or cannot be, line by line. */
export const listHolds = (db: Tx, caseId: string) =>
  db
    .selectFrom('holdRequests as request')
    .leftJoin('orderLines as line', 'line.id', 'request.orderLineId')
    .leftJoin('orders', 'orders.id', 'line.orderId')
    .leftJoin('persons', 'persons.id', 'request.decidedBy')
    .where('request.caseId', '=', caseId)
    .select([
      'request.id',
      'request.state',
      'request.amount',
      'request.currency',
      'request.reason',
      'request.endsAt',
      'orders.number as orderNumber',
      'line.no as lineNo',
      'persons.name as decidedBy',
    ])
    .orderBy('orders.number')
    .orderBy('line.no')
    .execute()

export type HoldRow = Awaited<ReturnType<typeof listHolds>>[number]
