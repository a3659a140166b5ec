import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { sealForOpeners, type Sealing } from '~/rounds/sealing/age'
import type { ChosenFile } from './chosen'
import { fileBody } from './file-item'
import type { NamedFile } from './judge-files'

type FilePlace = { round: string; noticeHash: string; lot: string; vendor: string }

/** Each file as an envelope of its own, and what the technical part says of them; null when one does not fit. */
export async function sealFiles(
  { round, noticeHash, lot, vendor }: FilePlace,
  files: readonly ChosenFile[],
  recipients: readonly string[],
  own: string,
): Promise<{ sealed: Sealing[]; named: NamedFile[] } | null> {
  const sealed: Sealing[] = []
  const named: NamedFile[] = []
  for (const file of files) {
    const body = fileBody({ round, lot, vendor }, file)
    const place = { round, noticeHash, kind: 'file', lot, author: vendor } as const
    const salt = crypto.getRandomValues(new Uint8Array(32))
    const item = await sealForOpeners(place, body, recipients, own, salt)
    if (!item) return null
    sealed.push(item)
    named.push({ name: file.name, envelopeHash: bytesToHex(sha256(utf8ToBytes(item.envelope))) })
  }
  return { sealed, named }
}
