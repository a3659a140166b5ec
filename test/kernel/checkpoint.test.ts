import { expect, test } from 'vitest'
import { openCheckpoint, signCheckpoint } from '~/kernel/checkpoint'
import { publicBytes, signingKey, verifyingKey } from '~/kernel/ed25519'
import { sha256 } from '~/kernel/sha256'

const key = signingKey(Buffer.alloc(32, 7))
const open = verifyingKey(publicBytes(key))
const checkpoint = { origin: 'muster/example.test', size: 48, root: sha256('root') }

test('a checkpoint is a note of origin, size and root, signed below an empty line', () => {
  const note = signCheckpoint(checkpoint, key)
  expect(note.split('\n').slice(0, 4)).toEqual([
    'muster/example.test',
    '48',
    sha256('root').toString('base64'),
    '',
  ])
  expect(note).toMatch(/\n\n— muster\/example\.test [A-Za-z0-9+/]{91}=\n$/)
  expect(openCheckpoint(note, checkpoint.origin, open)).toEqual(checkpoint)
})

test('another size, name, key or signature does not open', () => {
  const note = signCheckpoint(checkpoint, key)
  expect(openCheckpoint(note.replace('\n48\n', '\n49\n'), checkpoint.origin, open)).toBeNull()
  expect(openCheckpoint(note, 'muster/other.test', open)).toBeNull()
  expect(
    openCheckpoint(note, checkpoint.origin, verifyingKey(publicBytes(signingKey(Buffer.alloc(32, 8))))),
  ).toBeNull()
  expect(openCheckpoint(note.trimEnd(), checkpoint.origin, open)).toBeNull()
  expect(openCheckpoint('', checkpoint.origin, open)).toBeNull()
})
