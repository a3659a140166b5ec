import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { type Canonical, canonical } from '~/kernel/canonical'

/** What a sealed item's plaintext is padded to, bytes: the length of a price tells nothing (procurement.md §6). */
export const padTo = { price: 4_096, bundle: 4_096, ceiling: 1_024, seed: 512, technical: 16_384 } as const
export type SealedKind = keyof typeof padTo | 'file'

// Of a file its size shows by a factor of two, for a frame that hides it all would be as large as the largest.
const fileFrames = Array.from({ length: 8 }, (_, power) => 16_384 * 2 ** power)

/** What frames of a kind may measure, the smallest first. */
export const framesOf = (kind: SealedKind): readonly number[] =>
  kind === 'file' ? fileFrames : [padTo[kind]]

const saltLength = 32
const headLength = saltLength + 4

/** 32 random bytes ‖ length as uint32 big-endian ‖ canonical JSON ‖ zeros; null when the JSON does not fit. */
export function frameOf(kind: SealedKind, body: Canonical, salt: Uint8Array): Uint8Array | null {
  const json = utf8ToBytes(canonical(body))
  const whole = framesOf(kind).find((size) => json.length <= size - headLength)
  if (whole === undefined) return null
  const head = new Uint8Array(4)
  new DataView(head.buffer).setUint32(0, json.length)
  return concatBytes(salt, head, json, new Uint8Array(whole - headLength - json.length))
}

/** The JSON inside a frame; null when it is no frame: too short, a length beyond its end, rest not zero, no JSON. */
export function bodyOf(frame: Uint8Array): unknown {
  if (frame.length < headLength) return null
  const length = new DataView(frame.buffer, frame.byteOffset).getUint32(saltLength)
  if (headLength + length > frame.length || frame.subarray(headLength + length).some((byte) => byte !== 0))
    return null
  try {
    return JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(frame.subarray(headLength, headLength + length)),
    )
  } catch {
    return null
  }
}

/** What the author is held to: the hash of the frame, whose salt keeps it from being guessed. */
export const commitmentOf = (frame: Uint8Array) => sha256(frame)
