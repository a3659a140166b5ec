import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { readFiles } from '~/kernel/files.server'
import { refuseIf } from '~/kernel/refusal'
import { type Channel, openText } from '../channels/cipher.server'
import { maskedCopy } from '../evidence/copies.server'
import type { MaskCounts } from '../evidence/masking'
import { jsonEntry } from './manifest'
import type { Entry } from './reading'

type Tx = Kysely<Database>

/** The files, and the digests of what is not among them: it cannot be masked, and not both sides let it go as it is. */
type Contents = { entries: Entry[]; leftOut: string[] }

const bytesAtMost = 200 * 1024 * 1024

/**
 * What was there before the mediation and what was done in it, read as the exporter: a role without any grant on offers,
 * proposals and messages, whose row policies pass the evidence of the joint channel and of the procedure alone
 * (mediation.md §10). Refuses: bundle-too-large.
 */
export async function readContents(tx: Tx, caseId: string): Promise<Contents> {
  await sql`set local role muster_export`.execute(tx)
  const channels = await tx
    .selectFrom('channels')
    .select(['id', 'caseId', 'kind', 'no', 'wrappedKey'])
    .where('caseId', '=', caseId)
    .where('destroyedAt', 'is', null)
    .execute()
  const evidence = await listEvidence(tx, channels as Channel[])
  const copies = await copyAll(tx, evidence)
  const entries = [
    jsonEntry('objections.json', await listClaims(tx, caseId)),
    jsonEntry(
      'evidence.json',
      evidence.map(({ file: _, agreed: __, ...item }) => ({ ...item, ...copies.get(item.sha256)!.told })),
    ),
    jsonEntry(
      'agreed-facts.json',
      evidence.filter(({ agreed }) => agreed).map(({ no, title, sha256 }) => ({ no, title, sha256 })),
    ),
    ...[...copies.values()].flatMap(({ entry }) => entry ?? []),
  ]
  await sql`set local role none`.execute(tx)
  const leftOut = [...copies].flatMap(([sha256, { told }]) => (told.copy === 'left_out' ? sha256 : []))
  return { entries, leftOut }
}

const listClaims = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('objections')
    .select(['no', 'subjectKind', 'subjectId', 'ground', 'remedy', 'amount', 'quantity', 'currency', 'text'])
    .select('state')
    .where('caseId', '=', caseId)
    .orderBy('no')
    .execute()

async function listEvidence(tx: Tx, channels: readonly Channel[]) {
  const rows = await tx
    .selectFrom('evidenceItems as item')
    .innerJoin('evidenceVersions as version', 'version.itemId', 'item.id')
    .leftJoin('objections', 'objections.id', 'item.objectionId')
    .leftJoin('agreedFacts as agreed', 'agreed.itemId', 'item.id')
    .leftJoin('evidenceConsents as consent', 'consent.itemId', 'item.id')
    .where('item.channelId', 'in', channels.length > 0 ? channels.map(({ id }) => id) : [null])
    .where('item.withdrawnAt', 'is', null)
    .select(['item.id', 'item.channelId', 'item.titleCt', 'item.no', 'item.kind', 'item.bySide', 'item.late'])
    .select(['objections.no as objection', 'version.no as version', 'version.source', 'version.mediaType'])
    .select(['version.sha256', 'version.bytes', 'version.record', 'version.fileId', 'version.at'])
    .select(['agreed.claimantYesAt', 'agreed.respondentYesAt', 'version.personal'])
    .select((row) =>
      row
        .and([row('consent.claimantYesAt', 'is not', null), row('consent.respondentYesAt', 'is not', null)])
        .as('consented'),
    )
    .orderBy('item.channelId')
    .orderBy('item.no')
    .orderBy('version.no')
    .execute()
  refuseIf(rows.reduce((sum, { bytes }) => sum + bytes, 0n) > bytesAtMost ? 'bundle-too-large' : null)
  return rows.map(({ id, channelId, titleCt, sha256, at, bytes, ...row }) => {
    const channel = channels.find((one) => one.id === channelId)!
    const { record, fileId, claimantYesAt, respondentYesAt, personal, consented, ...facts } = row
    return {
      ...facts,
      channel: channel.kind,
      title: openText(channel, 'evidence_items', id, titleCt),
      sha256: sha256.toString('hex'),
      bytes: Number(bytes),
      at: at.toISOString(),
      agreed: claimantYesAt !== null && respondentYesAt !== null,
      file: { record, fileId, isFree: personal === 'none' || consented === true },
    }
  })
}

type Copy = {
  entry: Entry | null
  told: { copy: 'whole' | 'masked' | 'left_out'; masked?: MaskCounts }
}

/**
 * Each content once, whatever items show it: as it is where it holds no data of people or both sides let it go; its words
 * with those masked, where it has words; else it is left out and said so, by its digest.
 */
async function copyAll(tx: Tx, evidence: Awaited<ReturnType<typeof listEvidence>>) {
  const byHash = new Map<string, (typeof evidence)[number]>()
  for (const item of evidence) if (!byHash.get(item.sha256)?.file.isFree) byHash.set(item.sha256, item)
  const ids = [...byHash.values()].flatMap(({ file }) => file.fileId ?? [])
  const contents = new Map((await readFiles(tx, ids)).map(({ id, content }) => [id, content]))
  const copies = new Map<string, Copy>()
  for (const [sha256, { file, mediaType }] of byHash) {
    const bytes = file.record === null ? contents.get(file.fileId!)! : Buffer.from(file.record)
    copies.set(sha256, file.isFree ? whole(sha256, bytes) : await masked(sha256, bytes, mediaType))
  }
  return copies
}

const whole = (sha256: string, bytes: Buffer): Copy => ({
  entry: { path: `evidence/${sha256}`, bytes },
  told: { copy: 'whole' },
})

async function masked(sha256: string, bytes: Buffer, mediaType: string): Promise<Copy> {
  const copy = await maskedCopy(bytes, mediaType)
  if (!copy) return { entry: null, told: { copy: 'left_out' } }
  return {
    entry: { path: `evidence/${sha256}.masked.txt`, bytes: Buffer.from(copy.text) },
    told: { copy: 'masked', masked: copy.counts },
  }
}
