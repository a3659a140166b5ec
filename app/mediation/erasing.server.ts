import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { forgetFiles } from '~/kernel/files.server'
import type { ChannelKind } from './channels/kinds'
import { endHolds } from './holds/holds.server'
import { recordOfCase } from './moves.server'

type Tx = Kysely<Database>

/** Thirty days after the end a mediator's notes are gone: rows, files and key; the event says so. */
export async function destroyNotes(tx: Tx, caseId: string) {
  await destroyChannels(tx, caseId, ['notes'])
  await recordOfCase(tx, 'case.notes_destroyed', caseId, {})
}

/** After its time of keeping a case loses every word; number, states and periods remain. */
export async function eraseCase(tx: Tx, caseId: string) {
  await destroyChannels(tx, caseId, null)
  await tx.deleteFrom('offers').where('caseId', '=', caseId).execute()
  await tx.deleteFrom('proposals').where('caseId', '=', caseId).execute()
  await tx.updateTable('objections').set({ text: '' }).where('caseId', '=', caseId).execute()
  await tx.deleteFrom('invitations').where('caseId', '=', caseId).execute()
  await tx.deleteFrom('limitationDates').where('caseId', '=', caseId).execute()
  await tx
    .updateTable('cases')
    .set({ respondentContact: null, returnedReason: null, closeReason: null })
    .where('id', '=', caseId)
    .execute()
  await recordOfCase(tx, 'case.erased', caseId, {})
}

/** A draft that was never filed leaves nothing behind. One that was filed once and returned stays as an empty row. */
export async function purgeDraft(tx: Tx, caseId: string) {
  await recordOfCase(tx, 'case.purged', caseId, {})
  await endHolds(tx, caseId)
  await destroyChannels(tx, caseId, null)
  for (const table of [
    'offers',
    'objections',
    'deadlines',
    'invitations',
    'limitationDates',
    'caseSeats',
  ] as const)
    await tx.deleteFrom(table).where('caseId', '=', caseId).execute()
  await tx.updateTable('cases').set({ draftedBy: null }).where('id', '=', caseId).execute()
  await tx
    .deleteFrom('cases')
    .where('id', '=', caseId)
    .where((row) =>
      row.not(
        row.exists(
          row.selectFrom('holdRequests').select('id').whereRef('holdRequests.caseId', '=', 'cases.id'),
        ),
      ),
    )
    .execute()
}

// The key goes first: what a backup still holds of these rows opens no more.
async function destroyChannels(tx: Tx, caseId: string, kinds: readonly ChannelKind[] | null) {
  const channels = await tx
    .updateTable('channels')
    .set({ wrappedKey: Buffer.alloc(0), destroyedAt: sql<Date>`clock_timestamp()` })
    .where((row) =>
      kinds
        ? row.and([row('caseId', '=', caseId), row('kind', 'in', kinds)])
        : row.or([
            row('caseId', '=', caseId),
            // What was complained of goes with its case.
            row('id', 'in', row.selectFrom('bodyMatters').select('channelId').where('caseId', '=', caseId)),
          ]),
    )
    .returning('id')
    .execute()
  const ids = channels.map(({ id }) => id)
  if (ids.length === 0) return
  await emptyChannels(tx, ids)
  if (kinds === null) await tx.deleteFrom('channels').where('id', 'in', ids).execute()
}

/** Everything that was written or shown in channels whose key is gone, with their matters and files. */
export async function emptyChannels(tx: Tx, ids: readonly string[]) {
  const items = tx.selectFrom('evidenceItems').select('id').where('channelId', 'in', ids)
  const files = await tx.selectFrom('files').select('id').where('channelId', 'in', ids).execute()
  for (const table of [
    'agreedFacts',
    'evidenceConsents',
    'evidenceComments',
    'evidenceOpenings',
    'evidenceVersions',
  ] as const)
    await tx.deleteFrom(table).where('itemId', 'in', items).execute()
  for (const table of [
    'evidenceItems',
    'evidenceRequests',
    'caseMeetings',
    'caucusReleases',
    'expertReleases',
    'drafts',
    'sideDrafts',
    'messages',
    'channelMembers',
    'bodyMatters',
  ] as const)
    await tx.deleteFrom(table).where('channelId', 'in', ids).execute()
  await forgetFiles(
    tx,
    files.map(({ id }) => id),
  )
}
