import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { readFiles } from '~/kernel/files.server'
import { refuseIf } from '~/kernel/refusal'
import { type Channel, openText } from '../channels/cipher.server'
import { jsonEntry } from './manifest'
import type { Entry } from './reading'

type Tx = Kysely<Database>

const bytesAtMost = 200 * 1024 * 1024

/**
 * What was there before the mediation and what was done in it, read as the exporter: a role without any grant on offers,
 * proposals and messages, whose row policies pass the evidence of the joint channel and of the procedure alone
 * (mediation.md §10). Refuses: bundle-too-large.
 */
export async function readContents(tx: Tx, caseId: string): Promise<Entry[]> {
  await sql`set local role muster_export`.execute(tx)
  const channels = await tx
    .selectFrom('channels')
    .select(['id', 'caseId', 'kind', 'no', 'wrappedKey'])
    .where('caseId', '=', caseId)
    .where('destroyedAt', 'is', null)
    .execute()
  const evidence = await listEvidence(tx, channels as Channel[])
  const entries = [
    jsonEntry('objections.json', await listClaims(tx, caseId)),
    jsonEntry(
      'evidence.json',
      evidence.map(({ file: _, agreed: __, ...item }) => item),
    ),
    jsonEntry(
      'agreed-facts.json',
      evidence.filter(({ agreed }) => agreed).map(({ no, title, sha256 }) => ({ no, title, sha256 })),
    ),
    ...(await readAll(tx, evidence)),
  ]
  await sql`set local role none`.execute(tx)
  return entries
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
    .where('item.channelId', 'in', channels.length > 0 ? channels.map(({ id }) => id) : [null])
    .where('item.withdrawnAt', 'is', null)
    .select(['item.id', 'item.channelId', 'item.titleCt', 'item.no', 'item.kind', 'item.bySide', 'item.late'])
    .select(['objections.no as objection', 'version.no as version', 'version.source', 'version.mediaType'])
    .select(['version.sha256', 'version.bytes', 'version.record', 'version.fileId', 'version.at'])
    .select(['agreed.claimantYesAt', 'agreed.respondentYesAt'])
    .orderBy('item.channelId')
    .orderBy('item.no')
    .orderBy('version.no')
    .execute()
  refuseIf(rows.reduce((sum, { bytes }) => sum + bytes, 0n) > bytesAtMost ? 'bundle-too-large' : null)
  return rows.map(({ id, channelId, titleCt, sha256, at, bytes, ...row }) => {
    const channel = channels.find((one) => one.id === channelId)!
    const { record, fileId, claimantYesAt, respondentYesAt, ...facts } = row
    return {
      ...facts,
      channel: channel.kind,
      title: openText(channel, 'evidence_items', id, titleCt),
      sha256: sha256.toString('hex'),
      bytes: Number(bytes),
      at: at.toISOString(),
      agreed: claimantYesAt !== null && respondentYesAt !== null,
      file: { record, fileId },
    }
  })
}

/** Each content once, whatever items show it. */
async function readAll(tx: Tx, evidence: Awaited<ReturnType<typeof listEvidence>>): Promise<Entry[]> {
  const byHash = new Map(evidence.map(({ sha256, file }) => [sha256, file]))
  const ids = [...byHash.values()].flatMap(({ fileId }) => fileId ?? [])
  const contents = new Map((await readFiles(tx, ids)).map(({ id, content }) => [id, content]))
  return [...byHash].map(([sha256, { record, fileId }]) => ({
    path: `evidence/${sha256}`,
    bytes: record === null ? contents.get(fileId!)! : Buffer.from(record),
  }))
}
