import { createHash } from 'node:crypto'
import { ApiError } from './errors.ts'

export type Answer = { status: number; body: unknown }
type Kept = { fingerprint: string; at: number; answer: Answer | null }

const keptFor = 24 * 3600

/**
 * A key answers its first answer again for 24 hours, saved 500s included; with other parameters it is an error, while
 * the first is at work 409. What was refused for its form is not kept.
 */
export function createIdempotency(now: () => number, saved: [string, Kept][] = []) {
  const kept = new Map(saved)

  function run(key: string | undefined, request: string, work: () => Answer): Answer & { replayed: boolean } {
    if (!key) return { ...work(), replayed: false }
    const fingerprint = createHash('sha256').update(request).digest('hex')
    const known = kept.get(key)
    if (known && now() - known.at < keptFor) {
      if (known.fingerprint !== fingerprint)
        throw new ApiError(
          400,
          'idempotency_error',
          'Keys for idempotent requests can only be used with the same parameters they were first used with.',
        )
      if (known.answer === null)
        throw new ApiError(
          409,
          'idempotency_error',
          'There is currently another in-progress request using this key.',
          {
            code: 'idempotency_key_in_use',
          },
        )
      return { ...known.answer, replayed: true }
    }
    kept.set(key, { fingerprint, at: now(), answer: null })
    try {
      const answer = work()
      kept.set(key, { fingerprint, at: now(), answer })
      return { ...answer, replayed: false }
    } catch (error) {
      kept.delete(key)
      throw error
    }
  }

  return { run, save: () => [...kept] }
}
