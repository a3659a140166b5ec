import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import * as z from 'zod'
import { fromBase64 } from '~/kernel/base64'
import { canonical } from '~/kernel/canonical'
import { verifies } from '~/kernel/verifying'

const format = 'muster-record/1'

/** A purchase record taken along: its bytes, what happened later in order, and the platform's signature over both. */
export const signedRecord = z.object({
  format: z.literal(format),
  no: z.string(),
  body: z.string(),
  /** canonical JSON each, chained by digest from the body on */
  facts: z.array(z.string()),
  at: z.iso.datetime(),
  signature: z.object({ value: z.string() }),
})
export type SignedRecord = z.infer<typeof signedRecord>

type Content = Omit<SignedRecord, 'signature' | 'format'>

/** What the platform signs: the number, the record's digest and that of the newest fact, which holds all before it. */
export function recordText({ no, body, facts, at }: Content): string {
  const first = digest(utf8ToBytes(body))
  const head = facts.reduce(
    (before, fact) => digest(concatBytes(hexToBytes(before), utf8ToBytes(fact))),
    first,
  )
  return canonical({ format, no, sha256: first, facts: facts.length, head, at })
}

const named = z.looseObject({ no: z.string() })

/** What is wrong with it by nothing but its own bytes and the platform's public key; empty when all of it holds. */
export async function recordProblems(its: SignedRecord, key: Uint8Array): Promise<string[]> {
  const isSigned = await verifies(recordText(its), fromBase64(its.signature.value), key)
  const said = named.safeParse(JSON.parse(its.body)).data?.no
  return [...(isSigned ? [] : ['record-signature']), ...(said === its.no ? [] : ['record-number'])]
}

const digest = (bytes: Uint8Array) => bytesToHex(sha256(bytes))
