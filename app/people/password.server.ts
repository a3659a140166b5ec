import { hash, parseOptions, verify, type Options } from '@node-rs/argon2'
import { Overloaded } from '~/kernel/overload'
import { normalizedPassword } from './password'

// argon2id by default; OWASP's second recommendation, about 20 ms and 19 MiB each.
const parameters: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const atOnce = 4
const waiting = 32

export const hashPassword = (password: string) => inTurn(() => hash(normalizedPassword(password), parameters))

/**
 * Whether the password is right. Without a hash (unknown account) a fixed one is checked, so that the answer
 * costs the same; that one never fits.
 */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const fits = await inTurn(() => verify(kept ?? nobodys, normalizedPassword(password)))
  return fits && kept !== null
}

/** Kept hashes made with smaller parameters are made anew at the next sign-in. */
export function needsRehash(kept: string): boolean {
  const { memoryCost, timeCost, parallelism } = parseOptions(kept)
  return (
    memoryCost !== parameters.memoryCost ||
    timeCost !== parameters.timeCost ||
    parallelism !== parameters.parallelism
  )
}

const nobodys =
  '$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IG93bnMgdGhpcw$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

let running = 0
const queue: (() => void)[] = []

/** At most 4 at once and 32 waiting, so that a flood of sign-ins cannot take memory or processor; then Overloaded. */
async function inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  if (running >= atOnce) {
    if (queue.length >= waiting) throw new Overloaded()
    await new Promise<void>((turn) => queue.push(turn))
  } else running += 1
  try {
    return await work()
  } finally {
    const next = queue.shift()
    if (next) next()
    else running -= 1
  }
}
