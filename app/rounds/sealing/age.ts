import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { bytesToHex } from '@noble/hashes/utils.js'
import { canonical, type Canonical } from '~/kernel/canonical'
import { commitmentOf, frameOf } from '../frame'
import { toBase64 } from '~/kernel/base64'
import { browserAlg, type Pair, pairs, type Place } from './envelope'

// A passphrase guards a file that its owner keeps; the factor costs a second or two and 64 MiB.
const scryptFactor = 16

export type OwnKey = { identity: string; recipient: string }

/** A fresh X25519 identity of `age` and its recipient. */
export async function makeKey(): Promise<OwnKey> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** The file that an opener keeps: the identity under a passphrase, as the standard `age` tool reads it. */
export async function lockKey(identity: string, passphrase: string): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  encrypter.setScryptWorkFactor(scryptFactor)
  return encrypter.encrypt(`${identity}\n`)
}

/** The identity in an opener's file; null when the passphrase is another or the file is no key. */
export async function unlockKey(file: Uint8Array, passphrase: string): Promise<string | null> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  try {
    const identity = (await decrypter.decrypt(file, 'text')).trim()
    return /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/.test(identity) ? identity : null
  } catch {
    return null
  }
}

export const recipientOf = (identity: string) => identityToRecipient(identity)

export async function encryptTo(bytes: Uint8Array | string, ...recipients: string[]): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return encrypter.encrypt(bytes)
}

/** A sealed file as letters, which can be copied and pasted; `age` reads it as it is. */
export const armored = (bytes: Uint8Array) => armor.encode(bytes)

/** What is inside; null when the key is another or a bit is. */
export async function decryptWith(identity: string, bytes: Uint8Array): Promise<Uint8Array | null> {
  try {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    return await decrypter.decrypt(bytes)
  } catch {
    return null
  }
}

export type Sealing = { envelope: string; frame: Uint8Array; commitment: string }

/**
 * Seals a plaintext to the openers of a round (`sealed-item/1`): a key for this item alone, wrapped for each pair, and
 * for the author's own recovery. Null when the text does not fit its frame.
 */
export async function sealForOpeners(
  place: Place,
  body: Canonical,
  recipients: readonly string[],
  own: string,
  salt: Uint8Array,
): Promise<Sealing | null> {
  const frame = frameOf(place.kind, body, salt)
  if (!frame) return null
  const key = await makeKey()
  const commitment = bytesToHex(commitmentOf(frame))
  const wraps = []
  for (const openers of pairs)
    wraps.push({ openers, data: toBase64(await wrap(key.identity, openers, recipients)) })
  const envelope = canonical({
    format: 'sealed-item/1',
    alg: browserAlg,
    ...place,
    padTo: frame.length,
    keyRecipient: key.recipient,
    commitment,
    payload: toBase64(await encryptTo(frame, key.recipient, own)),
    wraps,
  })
  return { envelope, frame, commitment }
}

async function wrap(identity: string, [lower, higher]: Pair, recipients: readonly string[]) {
  return encryptTo(await encryptTo(identity, recipients[higher - 1]!), recipients[lower - 1]!)
}
