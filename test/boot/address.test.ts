import { expect, inject, test } from 'vitest'
import { tryAddress } from '~db/address'
import { configOf } from '~db/where'
import { freePort } from '../support/free-port'

const server = inject('database')
const addressOf = (database: string) => configOf('postgres', server, database)

test('an address that leads to PostgreSQL 18 is taken', async () => {
  await expect(tryAddress('DATABASE_URL', addressOf('postgres'))).resolves.toBeUndefined()
})

test('one that leads to no database says that it is to be created', async () => {
  await expect(tryAddress('DATABASE_URL', addressOf('nowhere'))).rejects.toThrow(
    /^DATABASE_URL: PostgreSQL on .* has no database nowhere; create it first\.$/,
  )
})

test.skipIf(server.DATABASE_URL)(
  'a user whom the server does not know is named, with the setting',
  async () => {
    await expect(
      tryAddress('DATABASE_APP_URL', { ...addressOf('postgres'), user: 'stranger' }),
    ).rejects.toThrow(/^DATABASE_APP_URL: .* does not let stranger in/)
  },
)

test('where nothing answers, setting and place are named', async () => {
  const closed = await freePort()
  await expect(
    tryAddress('DATABASE_URL', { connectionString: `postgres://localhost:${closed}/muster` }),
  ).rejects.toThrow(`DATABASE_URL: PostgreSQL does not answer on localhost:${closed} (ECONNREFUSED).`)
})
