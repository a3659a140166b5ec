import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import { freshId } from '~/people/commands.server'
import { findChannel } from '../channels/channels.server'
import { sealText } from '../channels/cipher.server'
import type { CaseChannelKind } from '../channels/kinds'
import { tellReaders } from '../channels/messages.server'
import type { MeetingMove, MeetingValues } from './form'
import { leads, readMeeting, readMeetingForm } from './reading.server'

type Tx = Kysely<Database>

// Like every word of a channel, a meeting of it leaves no event: one in a caucus is nobody else's business.

/** Calls the readers of a channel to a meeting; each is told, in the platform, that there is news. Refuses: not-now, meeting-past. */
export async function callMeeting(
  tx: Tx,
  caseId: string,
  kind: CaseChannelKind,
  { startsAt, minutes, place }: MeetingValues,
  now: Date,
) {
  const { channel } = (await readMeetingForm(tx, caseId, kind)) ?? refuse('not-now')
  refuseIf(startsAt <= now ? 'meeting-past' : null, { field: 'startsAt' })
  const id = await freshId(tx)
  await tx
    .insertInto('caseMeetings')
    .values({
      id,
      caseId,
      channelId: channel.id,
      startsAt,
      minutes,
      placeCt: sealText(channel, 'case_meetings', id, place),
    })
    .execute()
  await tellReaders(tx, channel, `meetings/${id}`)
  return id
}

/**
 * A meeting is noted as held, with who was there and one line of result, or canceled; a side allows its recording or
 * takes that back. Refuses: not-your-move, already-moved, meeting-ahead.
 */
export async function moveMeeting(tx: Tx, caseId: string, meetingId: string, values: MeetingMove, now: Date) {
  const { its, meeting, side, people } = (await readMeeting(tx, caseId, meetingId)) ?? refuse('case-unknown')
  const channel = (await findChannel(tx, caseId, meeting.kind)) ?? refuse('case-unknown')
  const planned = tx
    .updateTable('caseMeetings')
    .where('id', '=', meetingId)
    .where('state', '=', 'planned')
    .returning('id')
  if (values.move === 'allow_recording' || values.move === 'forbid_recording') {
    const says = side ?? refuse('not-your-move')
    const allows = values.move === 'allow_recording'
    const other = says === 'claimant' ? 'respondentRecords' : 'claimantRecords'
    const own = says === 'claimant' ? 'claimantRecords' : 'respondentRecords'
    const said = await planned
      .set({ [own]: allows, recording: allows ? sql.ref(other) : false })
      .executeTakeFirst()
    return refuseIf(said ? null : 'already-moved')
  }
  refuseIf(leads(its.roles, meeting.kind) ? null : 'not-your-move')
  if (values.move === 'hold') refuseIf(meeting.startsAt > now ? 'meeting-ahead' : null)
  const moved = await planned
    .set(
      values.move === 'hold'
        ? {
            state: 'held',
            attended: people.map(({ id }) => id).filter((id) => values.attended.includes(id)),
            resultCt: sealText(channel, 'case_meetings', meetingId, values.result),
          }
        : { state: 'canceled' },
    )
    .executeTakeFirst()
  refuseIf(moved ? null : 'already-moved')
  await tellReaders(tx, channel, `meetings/${meetingId}`)
}
