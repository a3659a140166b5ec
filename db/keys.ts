import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Env } from '../app/env.server.ts'
import { fingerprintOf } from '../app/kernel/key-files.server.ts'
import { inTurn } from './turn.ts'

type Keys = Pick<
  Env,
  | 'masterKeyPlace'
  | 'masterKeys'
  | 'masterKeysThere'
  | 'fingerprintKey'
  | 'fingerprintKeyThere'
  | 'signingSeed'
  | 'signingSeedThere'
>
type Noted = { name: string; version: string }

/**
 * Sees that the master keys at hand are those by which the database was sealed, and notes their fingerprints in it.
 * Where nothing is sealed, keys that are not there are made; otherwise the start is refused: new keys would open
 * nothing of what the old ones closed.
 */
export async function agreeOnKeys(owner: pg.ClientConfig, keys: Keys): Promise<void> {
  await inTurn(owner, 'keys', async (client) => {
    const sealed = await holdsSealed(client)
    if (sealed && !keys.masterKeysThere) throw new Error(sentenceOf(keys, 'is not there'))
    const mine = keys.masterKeys.map((key) => ({ name: nameOf(key.version), version: fingerprintOf(key) }))
    const { rows: noted } = await client.query<Noted>(
      `select name, version from migrations.installed where name like 'master key %' order by name`,
    )
    const lost = noted.find((note) => !mine.some((own) => isSame(own, note)))
    if (sealed && lost) throw new Error(sentenceOf(keys, `does not hold the ${lost.name}`))
    await client.query(
      `with gone as (delete from migrations.installed where name like 'master key %' and not name = any($1::text[]))
       insert into migrations.installed (name, version) select * from unnest($1::text[], $2::text[])
       on conflict (name) do update set version = excluded.version`,
      [mine.map(({ name }) => name), mine.map(({ version }) => version)],
    )
    await agreeOnSecret(client, fingerprinting, keys.fingerprintKeyThere, () => keys.fingerprintKey)
    await agreeOnSecret(client, signing, keys.signingSeedThere, () => keys.signingSeed)
  })
}

type Secret = { setting: string; name: string; table: string; loss: string }

const fingerprinting: Secret = {
  setting: 'FINGERPRINT_KEY',
  name: 'fingerprint key',
  table: 'license_keys',
  loss: 'with another one no license key that is kept would be recognized when it comes a second time',
}
const signing: Secret = {
  setting: 'SIGNING_KEY',
  name: 'signing key',
  table: 'checkpoints',
  loss: 'with another one nobody could verify what was signed: checkpoints of the log, receipts, certificates',
}

/** The same for a single secret: once the database depends on one, no other takes its place unnoticed. */
async function agreeOnSecret(client: pg.Client, its: Secret, isThere: boolean, read: () => Uint8Array) {
  const { setting, name, table, loss } = its
  const { rows } = await client.query<{ noted: string | null; used: boolean }>(
    `select (select version from migrations.installed where name = $1) as noted, exists (select from ${table}) as used`,
    [name],
  )
  const { noted, used } = rows[0]!
  const binds = used && noted !== null
  if (binds && !isThere)
    throw new Error(
      `The ${name} (${setting}) is not there: put it back from the backup of the keys; ${loss}.`,
    )
  const mine = createHash('sha256').update(`muster ${name}`).update(read()).digest('hex')
  if (binds && mine !== noted)
    throw new Error(`The ${name} (${setting}) is another than before: put the old one back; ${loss}.`)
  await client.query(
    `insert into migrations.installed (name, version) values ($1, $2) on conflict (name) do update set version = excluded.version`,
    [name, mine],
  )
}

const nameOf = (version: number) => `master key ${version}`
const isSame = (one: Noted, other: Noted) => one.name === other.name && one.version === other.version

const sentenceOf = ({ masterKeyPlace }: Keys, what: string) =>
  `${masterKeyPlace} ${what}, and the database holds what was sealed with it: files, license keys, second factors, cases. ` +
  'Put it back from the backup of the keys; new keys would open none of it.'

/** Whether anything in the database can only be opened with the master keys. */
async function holdsSealed(client: pg.Client) {
  const { rows: tables } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_attribute a join pg_class c on c.oid = a.attrelid
     where a.attname = 'wrapped_key' and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`,
  )
  const any = [...tables.map(({ name }) => name), 'files'].map((name) => `exists (select from ${name})`)
  const { rows } = await client.query<{ sealed: boolean }>(`select ${any.join(' or ')} as sealed`)
  return rows[0]!.sealed
}
