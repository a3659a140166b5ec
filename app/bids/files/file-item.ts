import * as z from 'zod'
import { toBase64 } from '~/kernel/base64'

/** How many files a technical part may bring, and how large one may be, in bytes. */
export const fileLimits = { files: 5, bytes: 1_500_000, name: 200 } as const

/** What a file is by its first bytes that may come with a bid. */
export const fileTypes = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/webp',
  'application/zip',
  'text/plain',
]
export const fileEndings = '.pdf,.png,.jpg,.jpeg,.webp,.zip,.docx,.xlsx,.txt'

/** `file-item/1`: a file of a technical part, sealed by itself; its name is inside as well. */
export const fileItem = z.object({
  format: z.literal('file-item/1'),
  round: z.uuid(),
  lot: z.uuid(),
  vendor: z.uuid(),
  name: z.string().min(1).max(fileLimits.name),
  data: z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/),
})
export type FileItem = z.infer<typeof fileItem>

/** What is sealed of a file. */
export const fileBody = (
  its: Pick<FileItem, 'round' | 'lot' | 'vendor'>,
  { name, bytes }: { name: string; bytes: Uint8Array },
): FileItem => ({ format: 'file-item/1', ...its, name, data: toBase64(bytes) })

/** A file of a technical part, as pages list it; its size is known once it is opened. */
export type BidFile = { href: string; name: string; bytes?: number }

/** What is wrong with a choice of files, before any is sealed; null when nothing is. */
export function whyNotFiles(
  files: readonly { name: string; bytes: Uint8Array }[],
  typeOf: (bytes: Uint8Array) => string | null,
) {
  if (files.length > fileLimits.files) return 'too-many-documents'
  if (new Set(files.map(({ name }) => name)).size < files.length) return 'document-twice'
  for (const { bytes } of files) {
    if (bytes.length === 0) return 'document-empty'
    if (bytes.length > fileLimits.bytes) return 'document-too-large'
    if (!fileTypes.includes(typeOf(bytes) ?? '')) return 'document-type'
  }
  return null
}
