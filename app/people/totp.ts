import { Secret, TOTP } from 'otpauth'

// RFC 6238 as authenticator apps have it: SHA-1, six digits, 30 seconds.
const period = 30

/** The secret is kept and shown as base32. */
export const totpSecret = (bytes: Uint8Array) => new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32

export const totpStep = (now: Date) => Math.floor(now.getTime() / 1000 / period)

/** The code of a moment; tests and the demo's sign-in page show it. */
export function totpCode(secret: string, now: Date, digits = 6): string {
  return new TOTP({ secret, digits, period }).generate({ timestamp: now.getTime() })
}

/**
 * The step a code belongs to: the present one or its neighbors, and later than the last accepted one,
 * so that no code serves twice; null if none. The caller keeps the answer as the last accepted step.
 */
export function acceptedStep(secret: string, code: string, now: Date, lastStep: number): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const delta = new TOTP({ secret, period }).validate({ token: code, timestamp: now.getTime(), window: 1 })
  const step = delta === null ? null : totpStep(now) + delta
  return step !== null && step > lastStep ? step : null
}

/** What the QR code of the set-up page holds. */
export function totpUri(secret: string, issuer: string, label: string): string {
  return new TOTP({ issuer, label, secret, period }).toString()
}
