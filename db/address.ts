import pg from 'pg'

const oldest = 180_000

/** Connects once by the address of a setting; what is wrong with it is said in a sentence that names the setting. */
export async function tryAddress(setting: string, config: pg.ClientConfig) {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {}) // the next statement says it
  try {
    await client.connect().catch((error: unknown) => explain(setting, client, error))
    const { rows } = await client.query(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
    )
    if (rows[0].number < oldest)
      throw new Error(`${setting} leads to PostgreSQL ${rows[0].version}; Muster needs 18 or newer.`)
  } finally {
    await client.end().catch(() => {})
  }
}

function explain(setting: string, { host, port, user, database }: pg.Client, error: unknown): never {
  const { code, message } = error as { code?: string; message: string }
  const where = `${host}:${port}`
  const sentences: Record<string, string> = {
    '28000': `${setting}: PostgreSQL on ${where} does not let ${user} in (${message}).`,
    '28P01': `${setting}: PostgreSQL on ${where} refuses the password of ${user}.`,
    '3D000': `${setting}: PostgreSQL on ${where} has no database ${database}; create it first.`,
    '57P03': `${setting}: PostgreSQL on ${where} is starting or ending; try again in a moment.`,
  }
  throw new Error(
    sentences[code ?? ''] ?? `${setting}: PostgreSQL does not answer on ${where} (${code ?? message}).`,
    { cause: error },
  )
}
