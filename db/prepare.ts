import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { inTurn } from './turn.ts'

const roles = new URL('./roles.sql', import.meta.url)

/** Makes sure that the roles and a database for the owner role exist; safe with many at once. */
export async function prepareDatabase(superuser: pg.ClientConfig, name: string) {
  await inTurn(superuser, 'prepare', async (client) => {
    await client.query(await readFile(roles, 'utf8'))
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0)
      await client.query(`create database ${pg.escapeIdentifier(name)} owner muster_owner template template0`)
  })
}

/** The same for a database that its operator made: roles, and room in it for the owner role. */
export async function prepareExternalDatabase(owner: pg.ClientConfig) {
  await inTurn(owner, 'prepare', async (client) => {
    await client.query(await readFile(roles, 'utf8')).catch(explainRoles)
    const { rows } = await client.query(
      `select current_database() as name, pg_has_role(current_user, 'muster_owner', 'set') as may`,
    )
    if (!rows[0].may)
      await client.query('grant muster_owner to current_user with inherit true, set true').catch(explainRoles)
    await client.query(
      `grant create, connect on database ${pg.escapeIdentifier(rows[0].name)} to muster_owner`,
    )
    await client.query('grant all on schema public to muster_owner')
  })
}

function explainRoles(error: unknown): never {
  if ((error as { code?: string }).code !== '42501') throw error
  throw new Error(
    'The user of DATABASE_URL may not make the roles of Muster: as a superuser of that server run db/roles.sql once, and grant muster_owner to that user with inherit true, set true.',
    { cause: error },
  )
}
