import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { unzlibSync } from 'fflate'
import * as z from 'zod'
import { fromBase64Url, toBase64Url } from '~/kernel/base64'
import { canonicalHash } from '~/kernel/canonical'
import { CannotVerify, verifies } from '~/kernel/verifying'
import type { Day } from '~/kernel/workdays'
import type { Statement } from './certificate'

/** `signed.json` of a certificate, which its PDF carries too. */
export const signedCertificate = z.object({
  statement: z.looseObject({ v: z.literal('muster-certificate/1'), no: z.string(), until: z.iso.date() }),
  payload: z.string(),
  signature: z.string(),
  kid: z.string(),
})

/** The published keys (RFC 7517), as `/.well-known/certificate-keys.json` serves them. */
export const publishedKeys = z.object({ keys: z.array(z.looseObject({ kid: z.string(), x: z.string() })) })

export type CertificateKey = z.infer<typeof publishedKeys>['keys'][number]

const signed = z.looseObject({ no: z.string(), kid: z.string(), until: z.iso.date(), statement: z.string() })

const count = z.int().min(0)

const qrPayload = z.object({
  v: z.literal('muster-certificate-qr/1'),
  no: z.string(),
  kid: z.string(),
  unit: z.string(),
  uscc: z.string(),
  issued: z.iso.date(),
  until: z.iso.date(),
  counts: z.object({ os: count, office: count, antivirus: count, other: count }),
  statement: z.string().regex(/^sha256-[\w-]{43}$/),
})

export type QrPayload = z.infer<typeof qrPayload>

/** `sha256-` and base64url of the statement's canonical bytes. */
export const statementHash = (statement: Statement) =>
  `sha256-${toBase64Url(hexToBytes(canonicalHash(statement)))}`

/** What is wrong with a certificate by nothing but its own bytes and the published keys; empty: genuine and in force. */
export async function certificateProblems(
  { statement, payload, signature, kid }: z.infer<typeof signedCertificate>,
  keys: readonly CertificateKey[],
  today: Day,
): Promise<string[]> {
  const key = keys.find((one) => one.kid === kid)
  if (!key) return ['unknown-key']
  if (!(await verifies(payload, fromBase64Url(signature), fromBase64Url(key.x)))) return ['wrong-signature']
  const said = signed.parse(JSON.parse(payload))
  const problems = [
    said.kid !== kid && 'other-key',
    said.no !== statement.no && 'other-number',
    said.statement !== statementHash(statement as unknown as Statement) && 'statement-differs',
    said.until < today && 'expired',
  ]
  return problems.filter((problem) => problem !== false)
}

/** What a certificate's address says if the key it names has signed it; else null, whatever is wrong. Throws CannotVerify. */
export async function openCertificate(
  fragment: string,
  keys: readonly CertificateKey[],
): Promise<QrPayload | null> {
  try {
    const [text, signature] = fragment.replace(/^#/, '').split('.').map(fromBase64Url)
    const read = qrPayload.parse(JSON.parse(new TextDecoder().decode(text)))
    const key = keys.find(({ kid }) => kid === read.kid)
    return key && text && signature && (await verifies(text, signature, fromBase64Url(key.x))) ? read : null
  } catch (error) {
    if (error instanceof CannotVerify) throw error
    return null
  }
}

/** What was signed, for whoever checks without this platform: statement, payload, signature and the key's name. */
export const signedFileOf = (its: {
  statement: object
  payload: string
  signature: Uint8Array
  kid: string
}) =>
  JSON.stringify({
    statement: its.statement,
    payload: its.payload,
    signature: toBase64Url(its.signature),
    kid: its.kid,
  })

export const attachmentName = 'certificate.json'

const bytesAsText = new TextDecoder('latin1')
const embedded = '/Type /EmbeddedFile'

export const isPdf = (bytes: Uint8Array) => utf8ToBytes('%PDF-').every((byte, at) => bytes[at] === byte)

/** The signed text in a certificate's file: the PDF's attachment, or the file itself. */
export function signedTextOf(bytes: Uint8Array): string {
  if (!isPdf(bytes)) return new TextDecoder().decode(bytes)
  const text = bytesAsText.decode(bytes)
  if (!text.includes(embedded)) throw new Error('a PDF without attached certificate.json')
  const from = text.indexOf('stream', text.indexOf(embedded))
  const begin = text.indexOf('\n', from) + 1
  const body = bytes.subarray(begin, text.indexOf('endstream', begin))
  const packed = text.slice(text.lastIndexOf('<<', from), from).includes('/FlateDecode')
  return new TextDecoder().decode(packed ? unzlibSync(body) : body).trimEnd()
}
