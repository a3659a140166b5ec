import { inflateSync } from 'node:zlib'
import * as z from 'zod'
import { isSignedBy, verifyingKey } from '~/kernel/ed25519'
import type { Day } from '~/kernel/workdays'
import { type Statement, statementHash } from './certificate'

/** `signed.json` of a certificate, which its PDF carries too. */
export const signedCertificate = z.object({
  statement: z.looseObject({ v: z.literal('muster-certificate/1'), no: z.string(), until: z.iso.date() }),
  payload: z.string(),
  signature: z.string(),
  kid: z.string(),
})

/** The published keys (RFC 7517), as `/.well-known/certificate-keys.json` serves them. */
export const publishedKeys = z.object({ keys: z.array(z.looseObject({ kid: z.string(), x: z.string() })) })

type Keys = z.infer<typeof publishedKeys>['keys']

const signed = z.looseObject({ no: z.string(), kid: z.string(), until: z.iso.date(), statement: z.string() })

/** What is wrong with a certificate by nothing but its own bytes and the published keys; empty: genuine and in force. */
export function certificateProblems(
  { statement, payload, signature, kid }: z.infer<typeof signedCertificate>,
  keys: Keys,
  today: Day,
): string[] {
  const key = keys.find((one) => one.kid === kid)
  if (!key) return ['unknown-key']
  if (
    !isSignedBy(payload, Buffer.from(signature, 'base64url'), verifyingKey(Buffer.from(key.x, 'base64url')))
  )
    return ['wrong-signature']
  const said = signed.parse(JSON.parse(payload))
  const problems = [
    said.kid !== kid && 'other-key',
    said.no !== statement.no && 'other-number',
    said.statement !== statementHash(statement as unknown as Statement) && 'statement-differs',
    said.until < today && 'expired',
  ]
  return problems.filter((problem) => problem !== false)
}

/** What was signed, for whoever checks without this platform: statement, payload, signature and the key's name. */
export const signedFileOf = (its: { statement: object; payload: string; signature: Buffer; kid: string }) =>
  JSON.stringify({
    statement: its.statement,
    payload: its.payload,
    signature: its.signature.toString('base64url'),
    kid: its.kid,
  })

export const attachmentName = 'certificate.json'

/** The signed text in a certificate's file: the PDF's attachment, or the file itself. */
export function signedTextOf(bytes: Buffer): string {
  if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-') return bytes.toString('utf8')
  const text = bytes.toString('latin1')
  const from = text.indexOf('stream', text.indexOf('/Type /EmbeddedFile'))
  if (!text.includes('/Type /EmbeddedFile')) throw new Error('a PDF without attached certificate.json')
  const begin = text.indexOf('\n', from) + 1
  const body = bytes.subarray(begin, text.indexOf('endstream', begin))
  const packed = text.slice(text.lastIndexOf('<<', from), from).includes('/FlateDecode')
  return (packed ? inflateSync(body) : body).toString('utf8').trimEnd()
}
