import pg from 'pg'

/** The two halves of the lock that is held while a market is thrown away and told anew. */
export const renewalLock = [7_300, 1] as const

/** Does a work during which the market is not to be looked at: servers that run meanwhile say so instead. */
export async function renewing<T>(owner: pg.ClientConfig, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...owner, application_name: 'muster renewal' })
  client.on('error', () => {}) // with the connection the lock is gone, and servers serve what is there
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1, $2)', [...renewalLock])
    return await work()
  } finally {
    await client.end()
  }
}
