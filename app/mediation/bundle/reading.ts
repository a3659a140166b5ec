import * as z from 'zod'
import { fromBase64 } from '~/kernel/base64'
import { whyNotInLog } from '~/kernel/log-entry'
import { digestHex, verifies } from '~/kernel/verifying'
import { type SettlementBody, versionHash } from '../settlements/text'

/** A file of a bundle: its path within, and its bytes. */
export type Entry = { path: string; bytes: Uint8Array }

export const manifestPath = 'manifest.json'
export const signaturePath = 'manifest.sig'
export const settlementPath = {
  body: 'settlement.json',
  paper: 'settlement.pdf',
  signature: 'settlement.sig',
}
export const checkpointPath = 'checkpoint.txt'
export const proofsAt = 'proofs/'

const manifestShape = z.object({
  format: z.literal('muster-bundle/1'),
  case: z.string(),
  viewer: z.enum(['claimant', 'respondent']),
  files: z.array(z.object({ path: z.string(), sha256: z.string(), bytes: z.int() })),
  /** digests of evidence that cannot be masked and that not both sides let go as it is */
  leftOut: z.array(z.string()).default([]),
})
export type Manifest = z.infer<typeof manifestShape>

const decoder = new TextDecoder()

const signatureShape = z.object({ value: z.base64() })
const settlementShape = z.object({ body: z.looseObject({ case: z.string() }), text: z.string() })
const proofShape = z.object({
  index: z.int(),
  leaf: z.string(),
  salt: z.string(),
  body: z.string(),
  proof: z.array(z.string()),
})

/**
 * What is wrong with a bundle by nothing but its own bytes and the platform's key; empty when all of it holds: the
 * manifest is the platform's, names exactly the files that are there, each with its digest; the settlement is the one
 * that was signed; every step that is proven stands in the log under the checkpoint.
 */
export async function bundleProblems(entries: readonly Entry[], key: Uint8Array) {
  const files = new Map(entries.map(({ path, bytes }) => [path, bytes]))
  const text = (path: string) => decoder.decode(files.get(path))
  const read = <T>(path: string, shape: z.ZodType<T>): T | null => {
    try {
      return shape.safeParse(JSON.parse(text(path))).data ?? null
    } catch {
      return null
    }
  }
  const isSigned = async (message: string, path: string) => {
    const signature = read(path, signatureShape)
    return signature !== null && (await verifies(message, fromBase64(signature.value), key))
  }
  const manifest = read(manifestPath, manifestShape)
  if (!manifest) return { manifest, problems: ['manifest-unreadable'] }
  const problems = new Set<string>()
  if (!(await isSigned(text(manifestPath), signaturePath))) problems.add('manifest-signature')
  const listed = new Set([manifestPath, signaturePath])
  for (const { path, sha256, bytes } of manifest.files) {
    const found = files.get(path)
    listed.add(path)
    if (!found) problems.add(`missing ${path}`)
    else if (found.length !== bytes || (await digestHex(found)) !== sha256) problems.add(`differs ${path}`)
  }
  for (const path of files.keys()) {
    if (!listed.has(path)) problems.add(`unlisted ${path}`)
    if (path.startsWith(proofsAt)) {
      const why = await whyNotProven(read(path, proofShape), text(checkpointPath), key)
      if (why) problems.add(`${why} ${path}`)
    }
  }
  if (files.has(settlementPath.body)) {
    const its = read(settlementPath.body, settlementShape)
    const hash = its && versionHash(its.body as unknown as SettlementBody, its.text)
    if (!hash || its.body.case !== manifest.case || !(await isSigned(hash, settlementPath.signature)))
      problems.add('settlement-signature')
  }
  return { manifest, problems: [...problems] }
}

async function whyNotProven(entry: z.infer<typeof proofShape> | null, checkpoint: string, key: Uint8Array) {
  if (!entry) return 'unreadable'
  try {
    return await whyNotInLog({ ...entry, checkpoint }, key)
  } catch {
    return 'unreadable'
  }
}
