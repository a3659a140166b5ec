import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from '~/kernel/folder.server'
import { bareSettings } from '../support/bare-settings'
import { aFolder } from '../support/folder'

/** How the server ends that is given this data folder, and what it says. */
const serve = (DATA_DIR: string) =>
  new Promise<{ code: unknown; said: string }>((resolve) => {
    const env = { ...process.env, ...bareSettings, VITEST: '', DATA_DIR }
    execFile(process.execPath, ['scripts/server.ts'], { env, timeout: 20_000 }, (error, _, said) =>
      resolve({ code: error?.signal ?? error?.code ?? 0, said }),
    )
  })

const file = join(aFolder(), 'file')
writeFileSync(file, '')

test.each([
  join(file, 'data'),
  ...(process.platform === 'linux' ? ['/proc/muster', '/proc/muster/data'] : []),
])('a data folder that cannot be made ends the start with a sentence: %s', async (place) => {
  const { code, said } = await serve(place)
  expect({ code, said }).toEqual({
    code: 1,
    said: expect.stringMatching(new RegExp(`^DATA_DIR ${place} cannot be used: E[A-Z]+: .*\\.\n$`)),
  })
})

test('a folder is made with those above it, and one that is there is left as it is', () => {
  const place = join(aFolder(), 'a', 'b')
  makeFolder(place, 0o700)
  writeFileSync(join(place, 'kept'), '')
  makeFolder(place)
  makeFolder(join(place, 'c'))
  expect(() => makeFolder(join(place, 'kept', 'under'))).toThrow('EEXIST')
  expect(() => makeFolder(join(place, 'kept'))).toThrow('EEXIST')
})
