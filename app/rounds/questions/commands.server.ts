import { sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { notifyAgencies } from '~/people/notify.server'
import type { Tx } from '../commands.server'
import { databaseNow } from '../queries.server'

/**
 * Asks in a round, anonymous to everyone but auditors, while its questions are open by the database's clock. Refuses
 * with `questions-closed`, `lot-unknown`.
 */
export async function askQuestion(
  tx: Tx,
  actor: Actor,
  roundId: string,
  { lotId, text }: { lotId?: string | null | undefined; text: string },
) {
  refuseIf(actor.kind === 'enterprise' || actor.kind === 'vendor' ? null : 'not-your-move')
  const lot = lotId ?? null
  const known =
    lot === null ||
    (await tx
      .selectFrom('lots')
      .select('id')
      .where('id', '=', lot)
      .where('roundId', '=', roundId)
      .executeTakeFirst())
  refuseIf(known ? null : 'lot-unknown', { field: 'lotId' })
  const { rows: ids } = await sql<{ id: string }>`select uuidv7() as id`.execute(tx)
  const id = ids[0]!.id
  const written = await sql`
    with locked as materialized (select id, state, questions_close_at from rounds where id = ${roundId} for share),
      open as materialized (select id from locked
        where state in ('published', 'frozen') and clock_timestamp() < questions_close_at)
    insert into questions (id, round_id, lot_id, text) select ${id}, id, ${lot}::uuid, ${text} from open`.execute(
    tx,
  )
  if (!written.numAffectedRows) await refuseLate(tx, roundId)
  await tx
    .insertInto('questionAuthors')
    .values({ questionId: id, orgId: actor.organizationId, personId: actor.personId })
    .execute()
  await record(tx, 'question.asked', id, { question: id, lot }, { round: roundId })
  await notifyAgencies(tx, ['officer'], { kind: 'question.asked', href: `/rounds/${roundId}/questions` })
  return id
}

async function refuseLate(tx: Tx, roundId: string): Promise<never> {
  const round = await tx
    .selectFrom('rounds')
    .select('questionsCloseAt')
    .where('id', '=', roundId)
    .executeTakeFirst()
  if (!round) return refuse('round-unknown')
  const [at, closedAt] = [await databaseNow(tx), round.questionsCloseAt ?? new Date(0)]
  return refuse('questions-closed', { facts: { at: at.toISOString(), closedAt: closedAt.toISOString() } })
}

/** An answer is everybody's at the same moment, and final; whoever has joined is told. */
export async function answerQuestion(tx: Tx, actor: Actor, questionId: string, answer: string) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const answered = await tx
    .updateTable('questions')
    .set({ answer, answeredAt: sql`clock_timestamp()` })
    .where('id', '=', questionId)
    .where('answer', 'is', null)
    .returning(['roundId', 'lotId'])
    .executeTakeFirst()
  if (!answered) return refuse('already-answered')
  const { roundId, lotId } = answered
  const event = await record(
    tx,
    'question.answered',
    questionId,
    { question: questionId, lot: lotId },
    { round: roundId },
  )
  await sql`select tell_round(${roundId}, 'question.answered', ${`/rounds/${roundId}/questions`}, ${event}::uuid)`.execute(
    tx,
  )
  return roundId
}
