import { hash } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { Overloaded } from '~/kernel/overload'
import { hashPassword, isPassword, needsRehash } from '~/people/password.server'

test('a password fits its own hash only, in any of its Unicode forms', async () => {
  const kept = await hashPassword('Käse mit Brot 12')
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await isPassword('Ka\u0308se mit Brot 12', kept)).toBe(true)
  expect(await isPassword('Kase mit Brot 12', kept)).toBe(false)
  expect(needsRehash(kept)).toBe(false)
})

test('an unknown account costs the same check and never fits', async () => {
  expect(await isPassword('anything at all', null)).toBe(false)
})

test('hashes made with smaller parameters are made anew', async () => {
  expect(needsRehash(await hash('x', { memoryCost: 8192, timeCost: 2, parallelism: 1 }))).toBe(true)
})

test('four run, thirty-two wait, the rest is turned away at once', async () => {
  const answers = await Promise.allSettled(Array.from({ length: 40 }, () => isPassword('a wrong one', null)))
  const refused = answers.filter((answer) => answer.status === 'rejected')
  expect(refused).toHaveLength(4)
  for (const { reason } of refused) expect(reason).toBeInstanceOf(Overloaded)
  expect(await isPassword('a wrong one', null)).toBe(false)
})
