import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { checkArchive } from '~/kernel/archive.server'
import { storeFile } from '~/kernel/files.server'
import { refuseIf } from '~/kernel/refusal'
import { sha256Hex } from '~/kernel/sha256'
import type { Actor } from '~/people/actor'
import { freshId } from '~/people/commands.server'
import { type Channel, sealText } from '../channels/cipher.server'
import { type CaseRole, sideIn } from '../channels/kinds'
import type { CaseState } from '../lifecycle'
import { isLate, whyNotTake } from './commenting'
import { judgePersonal } from './copies.server'
import type { EvidenceValues } from './form'
import { nextNo } from './snapshots.server'

type Tx = Kysely<Database>
type Its = { id: string; state: CaseState; roles: readonly CaseRole[] }

/**
 * Adds a file to a channel's evidence as its first version. Refuses: file-too-large, hash-differs, file-empty, file-type,
 * archive-*; nothing is kept of what is refused.
 */
export async function addEvidence(tx: Tx, actor: Actor, its: Its, channel: Channel, values: EvidenceValues) {
  const id = await freshId(tx)
  await tx
    .insertInto('evidenceItems')
    .values({
      id,
      caseId: its.id,
      channelId: channel.id,
      no: nextNo(channel.id),
      kind: values.kind,
      titleCt: sealText(channel, 'evidence_items', id, values.title),
      objectionId: values.objectionId,
      bySide: broughtBy(its.roles),
      purpose: values.purpose,
      late: isLate(its.state),
      by: actor.personId,
    })
    .execute()
  await addVersion(tx, actor, channel, id, values)
  return id
}

// A guest sits on the respondent's side.
export function broughtBy(roles: readonly CaseRole[]) {
  const side = sideIn(roles)
  if (side) return side
  if (roles.includes('guest')) return 'respondent'
  if (roles.includes('expert')) return 'expert'
  return roles.includes('mediator') ? 'mediator' : 'registrar'
}

/** A new version beside the earlier ones, which stay. Refuses as above. */
export async function addVersion(
  tx: Tx,
  actor: Actor,
  channel: Channel,
  itemId: string,
  { file, sha256: told }: { file: File; sha256: string },
) {
  const bytes = Buffer.from(await file.arrayBuffer())
  refuseIf(whyNotTake({ bytes: bytes.length, sha256: sha256Hex(bytes), told }), { field: 'file' })
  const stored = await storeFile(tx, {
    name: file.name,
    bytes,
    orgId: actor.organizationId,
    personId: actor.personId,
    channelId: channel.id,
  })
  if (stored.mediaType === 'application/zip') await checkArchive(bytes)
  await tx
    .insertInto('evidenceVersions')
    .values({
      itemId,
      no: sql<number>`(select 1 + coalesce(max(no), 0) from evidence_versions where item_id = ${itemId})`,
      fileId: stored.id,
      sha256: stored.sha256,
      bytes: BigInt(bytes.length),
      mediaType: stored.mediaType,
      source: 'upload',
      personal: await judgePersonal(bytes, stored.mediaType),
      nameCt: sealText(channel, 'evidence_versions', itemId, file.name),
      by: actor.personId,
    })
    .execute()
}
