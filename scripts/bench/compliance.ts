import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import type pg from 'pg'
import '../resolve.ts'
import { ownDatabase } from './own-database.ts'

const usage = `usage: node scripts/bench/compliance.ts [reconcile|delivery|import …] [--largest N]
Measures positions in a database of its own, made for the run and removed after it, and prints a line per measurement: the
median of warm runs, with what else the machine did (load) beside it.
reconcile: all positions counted from the beginning and compared with what is stored, as a ratio to a plain group-by over the
  same installations on the same connection and in one process, at 10^4, 10^5 and 10^6 of them, in one process each
  (--largest 100000 leaves the last out). The group-by through the index that the count reads is printed too. Reach: 2.0.
delivery: 200 order lines of 20 organizations delivered, with and without positions kept in their transaction, to the end of
  which the deferred work is done too. Reach: 1.6. The entitlements' write alone, without orders and records, is printed too.
import: a list of 100,000 rows of 2,000 computers read, recognized and kept by the worker's own job in a process that does
  nothing else, as a ratio to COPY of the same parsed rows into an empty table like the one that keeps them; the most memory
  that process ever held. Reach: 3, 300 MB.`

const words = process.argv.slice(2)
const largestAt = words.indexOf('--largest')
const largest = largestAt < 0 ? 1_000_000 : Number(words[largestAt + 1])
const parts = ['reconcile', 'delivery', 'import'] as const
const asked = parts.filter((part) => words.includes(part))
const wanted = asked.length > 0 ? asked : parts
if (words.includes('--help')) {
  console.log(usage)
  process.exit(0)
}

const say = (facts: Record<string, unknown>) =>
  console.log(JSON.stringify({ ...facts, load: Number(loadavg()[0]!.toFixed(1)) }))
const rounded = (value: number, digits = 2) => Number(value.toFixed(digits))
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

async function timed(times: number, work: () => Promise<unknown>): Promise<number> {
  const took: number[] = []
  for (let n = 0; n < times; n += 1) {
    const from = performance.now()
    await work()
    took.push(performance.now() - from)
  }
  return median(took)
}

/** Organizations with a hundred installations each of ten products, and ten rights of eight units for them. */
async function fill(client: pg.PoolClient, installations: number) {
  const organizations = installations / 100
  await client.query('set session_replication_role = replica')
  await client.query(
    `truncate installations, computers, orders, entitlements, positions, position_lines, coverage, organization_statuses cascade`,
  )
  await client.query(`
    insert into publishers (id, key, name_zh, name_en, country) select '00000000-0000-7000-8000-000000000001', 'bench', '厂商', 'House', 'CN' on conflict do nothing`)
  await client.query(`
    insert into products (id, publisher_id, slug, name_zh, name_en, category, brand_key, state, words)
    select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, '00000000-0000-7000-8000-000000000001', 'bench-' || n, '软件' || n, 'Software ' || n,
           'office', 'bench-' || n, 'active', '' from generate_series(1, 10) n on conflict do nothing`)
  await client.query(`
    insert into editions (id, product_id, code, name_zh, name_en, metric, term)
    select ('00000000-0000-7000-8001-' || lpad(n::text, 12, '0'))::uuid, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'standard', '标准版', 'Standard', 'device', 'perpetual'
    from generate_series(1, 10) n on conflict do nothing`)
  await client.query(
    `
    insert into organizations (id, kind, name, uscc, state, verified_at)
    select ('00000000-0000-7000-8002-' || lpad(n::text, 12, '0'))::uuid, 'enterprise', 'bench ' || n, 'B' || lpad(n::text, 17, '0'), 'verified', now()
    from generate_series(1, $1::int) n on conflict do nothing`,
    [organizations],
  )
  await client.query(
    `
    insert into computers (id, org_id, no, inventoried_at, software_at, os_at)
    select ('00000000-0000-7000-8003-' || lpad((o * 10 + c)::text, 12, '0'))::uuid, ('00000000-0000-7000-8002-' || lpad(o::text, 12, '0'))::uuid, 'PC-' || c, now(), now(), now()
    from generate_series(1, $1::int) o, generate_series(0, 9) c`,
    [organizations],
  )
  await client.query(
    `
    insert into installations (org_id, computer_id, product_id, edition_id, household, first_seen, last_seen)
    select ('00000000-0000-7000-8002-' || lpad(o::text, 12, '0'))::uuid, ('00000000-0000-7000-8003-' || lpad((o * 10 + c)::text, 12, '0'))::uuid,
           ('00000000-0000-7000-8000-' || lpad(p::text, 12, '0'))::uuid, ('00000000-0000-7000-8001-' || lpad(p::text, 12, '0'))::uuid, false, current_date, current_date
    from generate_series(1, $1::int) o, generate_series(0, 9) c, generate_series(1, 10) p`,
    [organizations],
  )
  await client.query(
    `
    insert into entitlements (org_id, source, product_id, edition_id, metric, quantity, term, starts_on)
    select ('00000000-0000-7000-8002-' || lpad(o::text, 12, '0'))::uuid, 'free', ('00000000-0000-7000-8000-' || lpad(p::text, 12, '0'))::uuid,
           ('00000000-0000-7000-8001-' || lpad(p::text, 12, '0'))::uuid, 'device', 8, 'perpetual', current_date - 10
    from generate_series(1, $1::int) o, generate_series(1, 10) p`,
    [organizations],
  )
  await client.query(
    `
    insert into positions (org_id, product_id, installed, entitled, covered, gap, used, surplus, status)
    select ('00000000-0000-7000-8002-' || lpad(o::text, 12, '0'))::uuid, ('00000000-0000-7000-8000-' || lpad(p::text, 12, '0'))::uuid, 10, 8, 8, 2, 8, 0, 'gap'
    from generate_series(1, $1::int) o, generate_series(1, 10) p`,
    [organizations],
  )
  await client.query('set session_replication_role = origin')
  await settle(client, ['installations', 'entitlements', 'computers', 'organizations', 'positions'])
}

/** As autovacuum leaves tables some minutes after: it passes over pages that some snapshot still held a moment ago. */
async function settle(client: pg.PoolClient, tables: readonly string[]) {
  for (;;) {
    await client.query(`vacuum (analyze) ${tables.join(', ')}`)
    const { rows } = await client.query(
      'select 1 from pg_class where oid = any ($1::regclass[]) and relallvisible < relpages',
      [tables],
    )
    if (rows.length === 0) return
    await pause(200)
  }
}

async function reconcile(client: pg.PoolClient) {
  for (const installations of [10_000, 100_000, 1_000_000].filter((n) => n <= largest)) {
    await fill(client, installations)
    await client.query(`set jit = off; set work_mem = '128MB'; set max_parallel_workers_per_gather = 0`)
    const times = installations >= 1_000_000 ? 5 : 9
    const groupBy = (more = '') =>
      `select count(*) from (select org_id, product_id, edition_id, count(*) from installations where removed_on is null ${more} group by 1, 2, 3) g`
    const count = 'select * from positions_differing(current_date)'
    await seesWhatDiffers(client, count)
    const [plain, through, whole] = await interleaved(times, [
      () => client.query(groupBy()),
      () => client.query(groupBy(`and class = 'licensable'`)),
      () => client.query(count),
    ])
    say({
      measured: 'reconcile',
      installations,
      groupByMs: rounded(plain!, 1),
      groupByThroughIndexMs: rounded(through!, 1),
      reconcileMs: rounded(whole!, 1),
      ratio: rounded(whole! / plain!),
      reach: 2,
    })
  }
}

/** Two positions are made wrong, and a third is lost: what is measured finds just these, and nothing once they are right. */
async function seesWhatDiffers(client: pg.PoolClient, count: string) {
  const some = (rows: string) =>
    `(org_id, product_id) in (select org_id, product_id from positions order by org_id, product_id ${rows})`
  await client.query('begin')
  await client.query(
    `update positions set covered = covered - 1, gap = gap + 1 where ${some('limit 2 offset 1')}`,
  )
  await client.query(`delete from positions where ${some('limit 1')}`)
  const found = (await client.query(count)).rowCount
  await client.query('rollback')
  const left = (await client.query(count)).rowCount
  if (found !== 3 || left !== 0) throw new Error(`${found} of 3 wrong positions found, ${left} of 0`)
}

/** The median of each work's times; by turns, so that what else the machine does meets all alike. The first turn warms up. */
async function interleaved(times: number, works: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const took = works.map((): number[] => [])
  for (let turn = 0; turn <= times; turn += 1)
    for (const [at, work] of works.entries()) {
      const from = performance.now()
      await work()
      if (turn > 0) took[at]!.push(performance.now() - from)
    }
  return took.map(median)
}

/** Confirmed orders of twenty organizations for two more units of each of their ten products, and a note for each. */
async function placeOrders(client: pg.PoolClient) {
  await client.query('set session_replication_role = replica')
  await client.query(`
    insert into organizations (id, kind, name, uscc, state, verified_at)
    values ('00000000-0000-7000-8004-000000000001', 'vendor', 'bench vendor', 'V' || lpad('1', 17, '0'), 'verified', now()) on conflict do nothing`)
  await client.query(`
    with placed as (
      insert into orders (source, source_event, enterprise_id, vendor_id, state, total, contract_hash, confirm_due, confirmed_at)
      select 'settlement', uuidv7(), ('00000000-0000-7000-8002-' || lpad(o::text, 12, '0'))::uuid, '00000000-0000-7000-8004-000000000001',
             'confirmed', 2000, repeat('0', 64), now() + interval '9 days', now()
      from generate_series(1, 20) o returning id),
    lines as (
      insert into order_lines (order_id, no, edition_id, metric, term, quantity, unit_price, tax_category, tax_bps)
      select p.id, n, ('00000000-0000-7000-8001-' || lpad(n::text, 12, '0'))::uuid, 'device', 'perpetual', 2, 100, 'software_product', 1300
      from placed p, generate_series(1, 10) n)
    insert into delivery_notes (order_id, accept_due) select id, now() + interval '9 days' from placed`)
  await client.query('set session_replication_role = origin')
  await settle(client, ['orders', 'order_lines', 'delivery_notes'])
}

async function delivery(client: pg.PoolClient) {
  await fill(client, 10_000)
  await placeOrders(client)
  await client.query('select recalculate(array(select (org_id, product_id)::pair from entitlements))')
  await settle(client, ['coverage', 'positions', 'position_lines', 'organization_statuses'])
  const writes = {
    'delivery: 200 order lines': `insert into deliveries (note_id, order_id, order_line_id, quantity, term_start)
      select n.id, n.order_id, l.id, 2, current_date from delivery_notes n join order_lines l on l.order_id = n.order_id`,
    'delivery: only the entitlements of 200 lines': `insert into entitlements (org_id, source, product_id, edition_id, metric, quantity, term, starts_on)
      select e.org_id, 'free', e.product_id, e.edition_id, 'device', 2, 'perpetual', current_date from (select * from entitlements order by id limit 200) e`,
  }
  for (const [measured, write] of Object.entries(writes)) {
    const took: Record<'plain' | 'kept', number[]> = { plain: [], kept: [] }
    for (let turn = 0; turn <= 9; turn += 1)
      for (const way of ['plain', 'kept'] as const) {
        const ms = await rolledBack(client, write, way === 'kept')
        if (turn > 0) took[way].push(ms)
      }
    const [plain, kept] = [median(took.plain), median(took.kept)]
    say({
      measured,
      plainMs: rounded(plain, 1),
      keptMs: rounded(kept, 1),
      ratio: rounded(kept / plain),
      perLineMs: rounded((kept - plain) / 200, 3),
      ...(measured.includes('order lines') && { reach: 1.6 }),
    })
  }
}

async function rolledBack(client: pg.PoolClient, write: string, kept: boolean): Promise<number> {
  await client.query('begin')
  if (!kept) await client.query('alter table entitlements disable trigger positions_follow_insert')
  const from = performance.now()
  await client.query(write)
  await client.query('set constraints all immediate')
  const took = performance.now() - from
  await client.query('rollback')
  return took
}

const listRows = 100_000

async function importing(client: pg.PoolClient, worker: pg.ClientConfig) {
  await upload(client, worker, aList())
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, ['scripts/bench/read-import.ts', JSON.stringify(worker)])
  const { milliseconds, peakMegabytes } = JSON.parse(stdout.trim().split('\n').at(-1)!)
  const { rows } = await client.query(
    `select count(*)::int as rows, count(distinct inventory_id)::int as computers, (select state from imports limit 1) as state from inventory_rows`,
  )
  const kept = rows[0]
  if (kept.rows !== listRows || kept.state !== 'read') throw new Error(`kept ${JSON.stringify(kept)}`)
  const copied = await copyAgain(client)
  say({
    measured: 'import: read, recognized and kept, beside COPY of the parsed rows',
    ...kept,
    importMs: Math.round(milliseconds),
    copyMs: Math.round(copied),
    ratio: rounded(milliseconds / copied),
    reach: 3,
    peakMb: Math.round(peakMegabytes),
    peakReach: 300,
  })
}

function aList(): Buffer {
  const names = [
    'Microsoft Office Standard 2021 - zh-cn',
    'WPS Office (12.1.0.18608)',
    '火绒终端安全管理系统 V2.0',
    'AutoCAD 2022 - 简体中文',
    'Mozilla Firefox (x64 zh-CN)',
  ]
  const lines = Array.from(
    { length: listRows },
    (_, n) =>
      `PC-${String(Math.floor(n / 50)).padStart(5, '0')},${names[n % 5]},${n % 97}.0,Publisher ${n % 40}`,
  )
  return Buffer.from(`computer,name,version,publisher\n${lines.join('\n')}\n`)
}

async function upload(client: pg.PoolClient, worker: pg.ClientConfig, bytes: Buffer) {
  const { storeFile } = await import('~/kernel/files.server')
  const { connect } = await import('../../db/database.ts')
  await fill(client, 100)
  const { rows } = await client.query(`insert into persons (name) values ('bench') returning id`)
  const [personId, orgId] = [rows[0].id, '00000000-0000-7000-8002-000000000001']
  const { db, pool } = connect(worker, { max: 1 })
  const file = await storeFile(db, { name: 'list.csv', bytes, orgId, personId, accept: 'anything' })
  await pool.end()
  await client.query(
    `insert into imports (org_id, by, file_id, file_name, file_sha256, total) values ($1, $2, $3, 'list.csv', $4, $5)`,
    [orgId, personId, file.id, file.sha256, bytes.length],
  )
}

/** The rows that were kept, once more by COPY into an empty table of the same columns, keys, checks and indexes. */
async function copyAgain(client: pg.PoolClient): Promise<number> {
  const file = join(tmpdir(), `muster-bench-${randomUUID()}`)
  await client.query('create table copied_rows (like inventory_rows including all)')
  await client.query('alter table copied_rows add foreign key (inventory_id) references inventories')
  await client.query(`copy inventory_rows to '${file}'`)
  const took = await timed(3, async () => {
    await client.query('truncate copied_rows')
    await client.query(`copy copied_rows from '${file}'`)
  })
  await rm(file)
  return took
}

const { superuser, as, release } = await ownDatabase()
const worker = as('muster_worker')
const client = await superuser.connect()
say({
  machine: `${availableParallelism()} cores`,
  node: process.version,
  run: randomUUID().slice(0, 8),
})
try {
  if (wanted.includes('reconcile')) await reconcile(client)
  if (wanted.includes('delivery')) await delivery(client)
  if (wanted.includes('import')) await importing(client, worker)
} finally {
  client.release()
  await release()
}
