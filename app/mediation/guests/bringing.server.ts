import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { addEvidence } from '../evidence/adding.server'
import type { EvidenceValues } from '../evidence/form'
import { leaveLine, mayHaveOriginal, readMasked } from '../evidence/openings.server'
import { readEvidence, readEvidenceForm, readItem, readVersion } from '../evidence/reading.server'
import { isClosed } from '../lifecycle'
import { findCase } from '../queries.server'

type Db = Kysely<Database>

export const guestFilesAtMost = 10

/** The joint evidence as a guest reads it, and how many files guests may still bring. */
export async function readGuestEvidence(db: Db, caseId: string) {
  const read = await readEvidence(db, caseId, 'joint')
  if (!read?.its.roles.includes('guest')) return undefined
  return { items: read.items, left: guestFilesAtMost - (await countFiles(db, caseId)) }
}

/** The form of a guest's file; undefined where the case is over. */
export async function readGuestFile(db: Db, caseId: string) {
  const read = await readEvidenceForm(db, caseId, 'joint')
  return read?.its.roles.includes('guest') && !isClosed(read.its.state) ? read : undefined
}

/** A guest brings a file into the joint evidence. Refuses: guest-files-full, not-now, and as addEvidence. */
export async function bringFile(tx: Db, actor: Actor, caseId: string, values: EvidenceValues) {
  await tx.selectFrom('cases').select('id').where('id', '=', caseId).forUpdate().execute()
  const { its, channel } = (await readGuestFile(tx, caseId)) ?? refuse('not-now')
  refuseIf((await countFiles(tx, caseId)) < guestFilesAtMost ? null : 'guest-files-full', { field: 'file' })
  await addEvidence(tx, actor, its, channel, values)
}

/** One item of the joint evidence, for a guest of its case. */
export async function readGuestItem(db: Db, caseId: string, itemId: string) {
  return (await isGuest(db, caseId)) ? readItem(db, caseId, itemId) : undefined
}

/**
 * A version as a guest has it, who has no second factor: one's own side's as it is; with data of people masked; and what
 * cannot be masked as it is, with the line that tells the side that brought it.
 */
export async function takeGuestVersion(tx: Db, caseId: string, itemId: string, no: number) {
  const found = (await isGuest(tx, caseId)) ? await readVersion(tx, caseId, itemId, no) : undefined
  if (!found || (await mayHaveOriginal(tx, found.read, found.version))) return found?.file
  const masked = await readMasked(tx, found.version)
  if (masked)
    return {
      name: `${found.file.name}.masked.txt`,
      mediaType: 'text/plain; charset=utf-8',
      content: Buffer.from(masked.text),
    }
  await leaveLine(tx, itemId, no)
  return found.file
}

const isGuest = async (db: Db, caseId: string) =>
  (await findCase(db, caseId))?.roles.includes('guest') === true

// Each reminder seats a new guest: the ten files are the side's, whoever of them brought one.
async function countFiles(db: Db, caseId: string) {
  const { n } = await db
    .selectFrom('evidenceVersions')
    .innerJoin('evidenceItems', 'evidenceItems.id', 'evidenceVersions.itemId')
    .where('evidenceItems.caseId', '=', caseId)
    .where('evidenceVersions.by', 'in', (row) =>
      row
        .selectFrom('caseSeats')
        .where('caseId', '=', caseId)
        .where('capacity', '=', 'guest')
        .select('personId'),
    )
    .select((row) => row.fn.countAll<bigint>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}
