import { cast } from '~db/seeds/cast'
import { secretOf } from '~db/seeds/people'
import { totpCode } from '~/people/totp'

const period = 30_000
const used = new Map<string, number>()

/**
 * The next code of the second factor that has not been used: each serves once, and the neighbors of now are taken too.
 * The code before now only early in its period: later it could expire between here and the server.
 */
export function codeOf(secret: string): string {
  const now = Math.floor(Date.now() / period)
  const early = Date.now() % period < period / 4
  const step = Math.max((used.get(secret) ?? 0) + 1, early ? now - 1 : now)
  if (step > now + 1) throw new Error('The codes of this moment are used up.')
  used.set(secret, step)
  return totpCode(secret, new Date(step * period))
}

/** The same for someone of the cast. */
export function codeOfMember(key: string) {
  if (!cast.some((person) => person.key === key)) throw new Error(`Nobody of the cast is called ${key}.`)
  return codeOf(secretOf(key))
}
