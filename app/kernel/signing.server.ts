import { env } from '~/env.server'
import { publicBytes, sign, signingKey } from './ed25519'
import { sha256Hex } from './sha256'

/** The platform's signature and the key that made it; the public key itself is published at `/audit`. */
export type Signature = { alg: 'Ed25519'; keyId: string; value: string }

const key = () => signingKey(env.signingSeed)

/** The 32 public bytes of the platform's signing key, hexadecimal. */
export const signingPublicKey = () => publicBytes(key()).toString('hex')

/** The first 16 digits of the public key's SHA-256. */
export const signingKeyId = () => sha256Hex(publicBytes(key())).slice(0, 16)

/** The platform's Ed25519 signature over a text, in base64. */
export const signed = (text: string): Signature => ({
  alg: 'Ed25519',
  keyId: signingKeyId(),
  value: sign(text, key()).toString('base64'),
})
