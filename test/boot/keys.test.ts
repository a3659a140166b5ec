import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { readEnv } from '~/env.server'
import { agreeOnKeys } from '~db/keys'
import { aDatabase } from '../support/database'
import { aFolder } from '../support/folder'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { owner, as } = database
const file = join(aFolder(), 'master-keys')
const start = () => agreeOnKeys(as('muster_owner'), readEnv({ MASTER_KEY_FILE: file }))
const key = (version: number, byte: string) => `${version}:${byte.repeat(32)}\n`

/** A second factor: sealed with the keys at hand. */
async function seal() {
  const { personId } = await peopleOf(database).aBuyer()
  await owner.db
    .insertInto('factors')
    .values({ personId, kind: 'totp', secretCt: Buffer.alloc(48), wrappedKey: Buffer.alloc(62) })
    .execute()
}

beforeEach(async () => {
  await owner.db.deleteFrom('factors').execute()
  rmSync(file, { force: true })
})

test('where nothing is sealed, a first start makes the keys, and so does one after they were lost', async () => {
  await start()
  expect(existsSync(file)).toBe(true)
  rmSync(file)
  await start()
  expect(existsSync(file)).toBe(true)
})

test('keys that are missing where something is sealed are not made anew: the start says what to do', async () => {
  await start()
  await seal()
  renameSync(file, `${file}.away`)
  await expect(start()).rejects.toThrow(
    `MASTER_KEY_FILE ${file} is not there, and the database holds what was sealed with it`,
  )
  expect(existsSync(file)).toBe(false)
  renameSync(`${file}.away`, file)
  await start()
})

test('other keys than those that sealed are refused by the version that is missing; a later one beside them is welcome', async () => {
  writeFileSync(file, key(1, '07'))
  await start()
  await seal()
  writeFileSync(file, key(1, '08'))
  await expect(start()).rejects.toThrow('does not hold the master key 1')
  writeFileSync(file, key(2, '09'))
  await expect(start()).rejects.toThrow('does not hold the master key 1')
  writeFileSync(file, key(1, '07') + key(2, '09'))
  await start()
  writeFileSync(file, key(1, '07'))
  await expect(start()).rejects.toThrow('does not hold the master key 2')
})

test('a lost or another signing key stops the start once something is signed with it, and is made where nothing is', async () => {
  const folder = aFolder()
  const begin = () => agreeOnKeys(as('muster_owner'), readEnv({ DATA_DIR: folder }))
  const its = join(folder, 'keys', 'signing-key')
  await begin()
  rmSync(its)
  await begin()
  expect(existsSync(its)).toBe(true)
  await owner.db
    .insertInto('checkpoints')
    .values({ size: 16n, root: Buffer.alloc(32), note: 'x' })
    .execute()
  renameSync(its, `${its}.away`)
  await expect(begin()).rejects.toThrow('The signing key (SIGNING_KEY) is not there')
  expect(existsSync(its)).toBe(false)
  writeFileSync(its, `${'07'.repeat(32)}\n`, { mode: 0o600 })
  await expect(begin()).rejects.toThrow('The signing key (SIGNING_KEY) is another than before')
  renameSync(`${its}.away`, its)
  await begin()
})
