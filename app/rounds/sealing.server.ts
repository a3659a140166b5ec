import { randomBytes } from 'node:crypto'
import { type Canonical, canonical } from '~/kernel/canonical'
import { boundTo, type Envelope, type MasterKey, seal, unseal } from '~/kernel/envelope.server'
import { refuse } from '~/kernel/refusal'
import { sha256 } from '~/kernel/sha256'
import { bodyOf, commitmentOf, frameOf, type SealedKind } from './frame'
import type { SealedEnvelope } from './sealing/envelope'

/** What stands around a plaintext in the clear. */
export type SealedHead = {
  round: string
  noticeHash: string
  kind: SealedKind
  lot: string | null
  author: string
}

/** A row's worth of `sealed_items`: the canonical envelope, its hash, and what its author is held to. */
export type Sealed = { envelope: string; envelopeHash: Buffer; commitment: Buffer }

const platform = 'platform-aes-256-gcm'

const boundBy = ({ round, kind, lot, author }: SealedHead) =>
  boundTo('sealed_items', `${round}.${lot ?? '-'}.${kind}`, author)

/**
 * Seals a plaintext as `sealed-item/1` under the platform's key. Sealing in the browser differs by `alg`, payload and
 * wraps only (procurement.md §6). Refuses with `too-long-to-seal`.
 */
export function sealItem(head: SealedHead, body: Canonical, master: MasterKey): Sealed {
  const frame = frameOf(head.kind, body, randomBytes(32)) ?? refuse('too-long-to-seal')
  const { body: payload, wrappedKey } = seal(frame, boundBy(head), master)
  const commitment = Buffer.from(commitmentOf(frame))
  const envelope = canonical({
    format: 'sealed-item/1',
    alg: platform,
    ...head,
    padTo: frame.length,
    keyRecipient: null,
    commitment: commitment.toString('hex'),
    payload: payload.toString('base64'),
    wrappedKey: wrappedKey.toString('base64'),
    wraps: [],
  })
  return { envelope, envelopeHash: sha256(envelope), commitment }
}

/** The same of an envelope that a browser sealed: nothing here can look inside. */
export function sealedOf(envelope: SealedEnvelope): Sealed {
  const text = canonical(envelope)
  return {
    envelope: text,
    envelopeHash: sha256(text),
    commitment: Buffer.from(envelope.commitment, 'hex'),
  }
}

export type Opened =
  | { frame: Buffer; body: unknown }
  | { fault: 'payload-broken' | 'commitment-differs' | 'schema' }

type Kept = { envelope: Record<string, any>; commitment: Buffer }

/** Opens what `sealItem` sealed and repeats every check: payload, commitment, frame. Schemas are the kind's own. */
export function openItem({ envelope, commitment }: Kept, masters: readonly MasterKey[]): Opened {
  const frame = payloadOf(envelope, masters)
  if (!frame) return { fault: 'payload-broken' }
  if (!commitment.equals(commitmentOf(frame))) return { fault: 'commitment-differs' }
  const body = bodyOf(frame)
  return body === null ? { fault: 'schema' } : { frame, body }
}

function payloadOf(envelope: Record<string, any>, masters: readonly MasterKey[]): Buffer | null {
  const kept: Envelope = {
    body: Buffer.from(String(envelope.payload), 'base64'),
    wrappedKey: Buffer.from(String(envelope.wrappedKey), 'base64'),
  }
  try {
    return unseal(kept, boundBy(envelope as SealedHead), masters)
  } catch {
    return null
  }
}
