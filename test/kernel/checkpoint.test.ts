import { expect, test } from 'vitest'
import { signCheckpoint } from '~/kernel/checkpoint'
import { publicBytes, signingKey } from '~/kernel/ed25519'
import { openCheckpoint } from '~/kernel/opened-checkpoint'
import { sha256 } from '~/kernel/sha256'

const key = signingKey(Buffer.alloc(32, 7))
const open = publicBytes(key)
const checkpoint = { origin: 'muster/example.test', size: 48, root: sha256('root') }

test('a checkpoint is a note of origin, size and root, signed below an empty line', async () => {
  const note = signCheckpoint(checkpoint, key)
  expect(note.split('\n').slice(0, 4)).toEqual([
    'muster/example.test',
    '48',
    sha256('root').toString('base64'),
    '',
  ])
  expect(note).toMatch(/\n\n— muster\/example\.test [A-Za-z0-9+/]{91}=\n$/)
  expect(await openCheckpoint(note, checkpoint.origin, open)).toEqual({
    ...checkpoint,
    root: new Uint8Array(checkpoint.root),
  })
})

test('another size, name, key or signature does not open', async () => {
  const note = signCheckpoint(checkpoint, key)
  expect(await openCheckpoint(note.replace('\n48\n', '\n49\n'), checkpoint.origin, open)).toBeNull()
  expect(await openCheckpoint(note, 'muster/other.test', open)).toBeNull()
  const other = publicBytes(signingKey(Buffer.alloc(32, 8)))
  expect(await openCheckpoint(note, checkpoint.origin, other)).toBeNull()
  expect(await openCheckpoint(note.trimEnd(), checkpoint.origin, open)).toBeNull()
  expect(await openCheckpoint('', checkpoint.origin, open)).toBeNull()
})
