import { readFile } from 'node:fs/promises'
import pg from 'pg'

const roles = new URL('./roles.sql', import.meta.url)
const extensions = ['btree_gist', 'pg_trgm', 'pgcrypto']

/** Makes sure that the roles, a database of the owner role and its extensions exist; safe with many at once. */
export async function prepareDatabase(superuser: pg.ClientConfig, name: string, template = 'template0') {
  await within(superuser, async (client) => {
    await client.query(await readFile(roles, 'utf8'))
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0)
      await client.query(
        `create database ${pg.escapeIdentifier(name)} owner muster_owner template ${template}`,
      )
  })
  await within({ ...superuser, database: name }, async (client) => {
    for (const extension of extensions) await client.query(`create extension if not exists ${extension}`)
  })
}

// The lock belongs to the session, since `create database` allows no transaction.
async function within(config: pg.ClientConfig, work: (client: pg.Client) => Promise<void>) {
  const client = new pg.Client({ ...config, application_name: 'muster prepare' })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('muster prepare'))`)
    await work(client)
  } finally {
    await client.end()
  }
}
