import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import { whyNotReveal } from '~/licenses/keys/revealing'
import type { Actor } from '~/people/actor'
import { maskedCopy, maskedLines, type Personal } from './copies.server'
import { type EvidenceItem, readBytes, readItem } from './reading.server'

type Db = Kysely<Database>

/** A version that is opened unmasked, and who has done so: all of them for the side that brought it, one's own for others. */
export async function readOriginal(db: Db, caseId: string, itemId: string, no: number) {
  const read = await readItem(db, caseId, itemId)
  const version = read?.versions.find((one) => one.no === no)
  if (!read || !version || version.personal === 'none') return undefined
  const openings = await db
    .selectFrom('evidenceOpenings as opening')
    .innerJoin('persons', 'persons.id', 'opening.personId')
    .where('opening.itemId', '=', itemId)
    .where('opening.version', '=', no)
    .select(['opening.id', 'opening.at', 'persons.name'])
    .orderBy('opening.id', 'desc')
    .limit(200)
    .execute()
  const { its, item, kind, channelNo, title } = read
  return { its, item, kind, channelNo, title, version, openings, isOwn: read.own }
}

/** Leaves the line by which somebody may have the original for five minutes. Refuses: step-up-needed, case-unknown. */
export async function openOriginal(
  tx: Db,
  actor: Actor,
  { caseId, itemId, no }: { caseId: string; itemId: string; no: number },
  now: Date,
) {
  const read = (await readOriginal(tx, caseId, itemId, no)) ?? refuse('case-unknown')
  if (read.isOwn) return
  refuseIf(whyNotReveal(actor.stepUpAt, now), { field: 'totp' })
  await leaveLine(tx, itemId, no)
}

export const leaveLine = (tx: Db, itemId: string, version: number) =>
  tx.insertInto('evidenceOpenings').values({ itemId, version }).execute()

/** Whether a version is handed out as it is: nobody's data, one's own file, or one that was opened just now. */
export async function mayHaveOriginal(
  db: Db,
  read: EvidenceItem,
  version: { no: number; personal: Personal },
) {
  if (version.personal === 'none' || read.own) return true
  const opened = await db
    .selectFrom('evidenceOpenings')
    .where('itemId', '=', read.item.id)
    .where('version', '=', version.no)
    .where('personId', '=', sql<string>`app_person()`)
    .where('at', '>', sql<Date>`clock_timestamp() - interval '5 minutes'`)
    .select('id')
    .executeTakeFirst()
  return opened !== undefined
}

/** What a page shows of the newest version where it holds data of people, or may: masked lines, or that it cannot be masked. */
export async function readPreview(db: Db, { versions }: Pick<EvidenceItem, 'versions'>) {
  const [newest] = versions
  if (!newest || newest.personal === 'none') return null
  const stored = await readBytes(db, newest)
  const shown = stored ? await maskedLines(stored.content, stored.mediaType) : null
  return { no: newest.no, personal: newest.personal, shown }
}

/** The masked copy of a version; undefined where it has nothing to mask, null where it cannot be read here. */
export async function readMasked(db: Db, version: EvidenceItem['versions'][number]) {
  if (version.personal === 'none') return undefined
  const stored = await readBytes(db, version)
  return stored && maskedCopy(stored.content, stored.mediaType)
}
