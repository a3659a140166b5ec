import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import '../resolve.ts'

const usage = `usage: node scripts/bench/ledger.ts [--seconds N] [--entries N]
Measures the ledger in a database of its own and prints a line per measurement.
Postings per second through ledger.post() at 1, 8 and 32 connections, each a transaction of its own that waits for the
disk, on accounts chosen at random (spread) and with one account in all of them (hot); beside it, in turns of --seconds
(1), a bare insert of the same rows into tables with the same columns and indexes. Then a page of the statement of an
account of --entries (1000000): its newest, its middle, its oldest, beside one of an account of a hundred.`

const words = process.argv.slice(2)
const numberAfter = (flag: string, usual: number) =>
  words.includes(flag) ? Number(words[words.indexOf(flag) + 1]) : usual
const seconds = numberAfter('--seconds', 1)
const longest = numberAfter('--entries', 1_000_000)
const turns = 3
const accounts = 1_000

type Shape = 'spread' | 'hot'
type Way = 'post' | 'bare'

const statements: Record<Way, { name: string; text: string }> = {
  post: {
    name: 'post',
    text: `select ledger.post($1, 'bench', null, clock_timestamp(), array[$2, $3], array[$4::bigint, -$4::bigint])`,
  },
  bare: {
    name: 'bare',
    text: `with posting as (insert into bench.postings (key, kind, event_at, fingerprint)
        values ($1, 'bench', clock_timestamp(), sha256(convert_to($1, 'UTF8'))) returning id)
      insert into bench.entries (posting_id, account_id, amount, balance_after, account_version)
      select id, a, m, m, $5 from posting, (values ($2::text, $4::bigint), ($3, -$4::bigint)) as leg (a, m)`,
  },
}

let count = 0

/** One posting; `hot` has one account in all of them, the other is anyone's. */
function valuesOf(shape: Shape, way: Way) {
  count += 1
  const any = () => `bank:bench-${Math.floor(Math.random() * accounts)}`
  const one = any()
  const other = shape === 'hot' ? 'fee' : otherThan(one, any)
  const values: unknown[] = [`bench:${way}:${count}`, one, other, 1 + (count % 900)]
  return way === 'bare' ? [...values, count] : values
}

function otherThan(one: string, any: () => string): string {
  const other = any()
  return other === one ? otherThan(one, any) : other
}

async function measure(pool: pg.Pool, connections: number, shape: Shape) {
  const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()))
  const done: Record<Way, number> = { post: 0, bare: 0 }
  for (let turn = 0; turn < turns; turn += 1)
    for (const way of ['post', 'bare'] as const) {
      const end = performance.now() + seconds * 1000
      const work = async (client: pg.PoolClient) => {
        for (; performance.now() < end; done[way] += 1)
          await client.query({ ...statements[way], values: valuesOf(shape, way) })
      }
      await Promise.all(clients.map(work))
    }
  for (const client of clients) client.release()
  const perSecond = (way: Way) => Math.round(done[way] / (turns * seconds))
  say({
    connections,
    shape,
    'postings per second': perSecond('post'),
    'bare inserts per second': perSecond('bare'),
    ratio: (done.post / done.bare).toFixed(2),
  })
}

/** An account of so many entries, written as the door would have: every step with its balance. */
async function fill(owner: pg.Pool, account: string, entries: number) {
  const client = await owner.connect()
  await client.query(`set session_replication_role = replica`)
  await client.query(`select ledger.open_account($1)`, [account])
  await client.query(
    `with made as materialized (select n, uuidv7() as id from generate_series(1, $2::int) as n),
      postings as (insert into ledger.postings (id, key, kind, event_at, fingerprint)
        select id, $1 || ':' || n, 'bench', clock_timestamp(), sha256(convert_to(n::text, 'UTF8')) from made)
    insert into ledger.entries (posting_id, account_id, amount, balance_after, account_version)
    select id, $1, 1, n, n from made
    union all select id, $1 || '-other', -1, -n, n from made`,
    [account, entries],
  )
  await client.query(`update ledger.accounts set balance = $2, version = $2 where id = $1`, [
    account,
    entries,
  ])
  await client.query(`reset session_replication_role`)
  client.release()
}

/** How long a page of a statement takes, the median of many. */
async function readPages(officer: Parameters<ListEntries>[0], account: string, from: readonly bigint[]) {
  const { listEntries } = await import('~/payments/ledger/explorer.server')
  const medians: Record<string, string> = {}
  for (const before of from) {
    const times: number[] = []
    for (let n = 0; n < 51; n += 1) {
      const begun = performance.now()
      const { rows } = await listEntries(officer, account, { before })
      times.push(performance.now() - begun)
      if (rows.length !== 50) throw new Error(`${account} before ${before}: ${rows.length} rows`)
    }
    medians[`before ${before}`] = `${times.toSorted((a, b) => a - b)[25]!.toFixed(2)} ms`
  }
  return medians
}

type ListEntries = typeof import('~/payments/ledger/explorer.server').listEntries

async function bench() {
  const { openDatabase } = await import('../../db/open.ts')
  const { upgrade } = await import('../../db/upgrade.ts')
  const { connectAs } = await import('../../db/where.ts')
  const { actingAs } = await import('../../db/tenant.ts')
  const where = { DATA_DIR: mkdtempSync(join(tmpdir(), 'muster-ledger-')) }
  const entrance = await openDatabase(where)
  const owner = new pg.Pool(entrance.as('postgres'))
  try {
    await upgrade(entrance.as('muster_owner'))
    await owner.query(`create schema bench;
      create table bench.postings (like ledger.postings including defaults including constraints including indexes);
      create table bench.entries (like ledger.entries including constraints including indexes);
      grant usage on schema bench to muster_worker;
      grant select, insert on all tables in schema bench to muster_worker;
      select ledger.open_account('fee');`)
    await owner.query(
      `select ledger.open_account('bank:bench-' || n) from generate_series(0, ${accounts - 1}) as n`,
    )
    const load = loadavg().map((one) => one.toFixed(1))
    say({ machine: `${availableParallelism()} cores`, node: process.version, load: load.join(' ') })
    const worker = connectAs('muster_worker', where, { max: 32 })
    for (const connections of [1, 8, 32])
      for (const shape of ['spread', 'hot'] as const) await measure(worker.pool, connections, shape)
    await worker.pool.end()

    const app = connectAs('muster_app', where, { max: 1 })
    const officer = actingAs(app.pool, {
      organizationId: null,
      personId: null,
      roles: ['officer'],
      actorKind: 'agency',
      requestId: null,
    })
    await fill(owner, 'bank:short', 100)
    await fill(owner, 'bank:long', longest)
    await owner.query('vacuum analyze ledger.postings, ledger.entries, ledger.accounts')
    say({ statement: '100 entries', ...(await readPages(officer, 'bank:short', [101n])) })
    const places = [longest + 1, Math.floor(longest / 2), 51].map(BigInt)
    say({ statement: `${longest} entries`, ...(await readPages(officer, 'bank:long', places)) })
    await app.pool.end()
  } finally {
    await owner.end()
    await entrance.release()
    const { stopUnusedDatabase } = await import('../../db/embedded.ts')
    await stopUnusedDatabase(where.DATA_DIR)
    rmSync(where.DATA_DIR, { recursive: true, force: true })
  }
}

function say(facts: Record<string, unknown>) {
  console.log(
    Object.entries(facts)
      .map(([name, value]) => `${name} ${String(value)}`)
      .join(' · '),
  )
}

if (words.includes('--help')) console.log(usage)
else await bench()
