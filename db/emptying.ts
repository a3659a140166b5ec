import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

const tries = 5

/**
 * Throws the demo market away, tables and all; a market without this person of the demo's cast is left alone. Servers
 * that run meanwhile wait, and answer that they are not ready until the tables are there again.
 */
export async function emptyDemo(owner: pg.ClientConfig, mailOfCast: string) {
  const client = new pg.Client({ ...owner, application_name: 'muster emptying' })
  client.on('error', () => {})
  await client.connect()
  try {
    await refuseRealMarket(client, mailOfCast)
    for (let n = 1; !(await dropped(client, n === tries)); n += 1) await pause(200 * n)
  } finally {
    await client.end()
  }
}

async function refuseRealMarket(client: pg.Client, mail: string) {
  const { rows } = await client.query(
    `select exists (select from persons) as lived, exists (select from persons where mail = $1) as demo`,
    [mail],
  )
  if (rows[0].lived && !rows[0].demo) throw new Error('This is not the demo market; it was left alone.')
}

// The ledger belongs to a role whose rights the owner does not inherit, but may step into.
const everything = `begin; set local role ledger_owner; drop owned by ledger_owner cascade;
  set local role muster_owner; drop owned by muster_owner cascade; commit`

/** False when a running server's locks and ours crossed: nothing was dropped. */
async function dropped(client: pg.Client, last: boolean) {
  try {
    await client.query(everything)
    return true
  } catch (error) {
    await client.query('rollback')
    if (last || (error as { code?: string }).code !== '40P01') throw error
    return false
  }
}
