import type { Insertable, Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { readPublicRound } from './facts.server'
import { type Moment, type Plain, releaseOf } from './release'
import type { PublicRound } from './round'

type Tx = Kysely<Database>
type Happening = { id: string; subjectId: string | null; facts: Record<string, any>; at: Date }

/** Publishes what an event of a round has changed; its id is the event's, so that it is published once. */
export const publishRound = (tells: Plain['tells']) =>
  async function publish(tx: Tx, event: Happening) {
    await publishRelease(tx, event.facts.round ?? event.subjectId, { tells }, event)
  }

/** The same of an award that was decided, or that takes the place of one. */
export const publishDecision = (tells: 'decision' | 'replacement') =>
  async function publish(tx: Tx, event: Happening) {
    await publishRelease(tx, event.facts.round, { tells, runId: event.facts.run }, event)
  }

/** A decision that an upheld challenge had taken back; other remedies leave it as it was told. */
export async function publishWithdrawal(tx: Tx, event: Happening) {
  if (event.facts.reopened)
    await publishRelease(tx, event.facts.round, { tells: 'withdrawal', why: event.facts.remedy }, event)
}

/** The same of an order that calls off an award; others belong to no round's data. */
export const publishOrder = (tells: 'contract' | 'implementation') =>
  async function publish(tx: Tx, event: Happening) {
    const orderId = event.facts.order ?? event.subjectId
    const order = await tx.selectFrom('orders').select('roundId').where('id', '=', orderId).executeTakeFirst()
    if (order?.roundId) await publishRelease(tx, order.roundId, { tells, orderId }, event)
  }

/** `question.answered` names the question, not the round. */
export async function publishAnswer(tx: Tx, event: Happening) {
  const question = await tx
    .selectFrom('questions')
    .select('roundId')
    .where('id', '=', event.facts.question)
    .executeTakeFirst()
  if (question) await publishRelease(tx, question.roundId, { tells: 'enquiries' }, event)
}

async function publishRelease(tx: Tx, roundId: string, moment: Moment, event: Pick<Happening, 'id' | 'at'>) {
  const round = await readPublicRound(tx, roundId)
  const row = round && rowOf(round, moment, event)
  if (row)
    await tx
      .insertInto('ocdsReleases')
      .values(row)
      .onConflict((it) => it.column('id').doNothing())
      .execute()
}

/** A release as the table keeps it. */
export function rowOf(
  round: PublicRound,
  moment: Moment,
  { id, at }: Pick<Happening, 'id' | 'at'>,
): Insertable<Database['ocdsReleases']> | undefined {
  const release = releaseOf(round, moment, `${round.ocid}-${id}`, at)
  return (
    release && {
      id: release.id,
      ocid: round.ocid,
      roundId: round.id,
      tags: release.tag,
      body: JSON.stringify(release),
      at,
    }
  )
}
