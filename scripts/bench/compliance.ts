import { randomUUID } from 'node:crypto'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import type { InventoryRecord } from '../../app/compliance/record.ts'
import '../resolve.ts'

const usage = `usage: node scripts/bench/compliance.ts [reconcile|delivery|import …] [--largest N]
Measures positions in a database of its own, made for the run and removed after it, and prints a line per measurement.
reconcile: all positions counted from the beginning, as a ratio to a plain group-by over the same installations, at
  10^4, 10^5 and 10^6 of them (--largest 100000 leaves the last out). Reach: at most 2.0.
delivery: a write of 200 order lines' entitlements with and without positions kept in its transaction. Reach: 1.6.
import: a list of 100,000 rows read in the worker and recognized, as a ratio to one insert of the parsed rows; peak memory. Reach: 3, 300 MB.`

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

const say = (facts: Record<string, unknown>) => console.log(JSON.stringify(facts))
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

/** A migrated database that nobody else uses; triggers off while it is filled. */
async function ownDatabase() {
  const { openDatabase } = await import('../../db/open.ts')
  const { connect } = await import('../../db/database.ts')
  const { upgrade } = await import('../../db/upgrade.ts')
  const folder = mkdtempSync(join(tmpdir(), 'muster-bench-'))
  const entrance = await openDatabase({ DATABASE_URL: undefined, DATA_DIR: folder } as never, {
    durable: false,
  })
  await upgrade(entrance.as('muster_owner'))
  const superuser = connect(entrance.as('postgres'), { max: 1, applicationName: 'bench' })
  const release = async () => {
    await superuser.pool.end()
    await entrance.release()
    rmSync(folder, { recursive: true, force: true })
  }
  return { pool: superuser.pool, release }
}

/** Organizations with a hundred installations each of ten products, and ten rights of eight units for them. */
async function fill(client: pg.PoolClient, installations: number) {
  const organizations = installations / 100
  await client.query('set session_replication_role = replica')
  await client.query(
    `truncate installations, computers, entitlements, positions, position_lines, coverage, organization_statuses cascade`,
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
    insert into computers (id, org_id, no, inventoried_at)
    select ('00000000-0000-7000-8003-' || lpad((o * 10 + c)::text, 12, '0'))::uuid, ('00000000-0000-7000-8002-' || lpad(o::text, 12, '0'))::uuid, 'PC-' || c, now()
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
  await client.query('set session_replication_role = origin')
  await client.query('analyze installations, entitlements, computers, organizations')
}

async function reconcile(client: pg.PoolClient) {
  for (const installations of [10_000, 100_000, 1_000_000].filter((n) => n <= largest)) {
    await fill(client, installations)
    await client.query(`set jit = off; set work_mem = '128MB'`)
    const times = installations >= 1_000_000 ? 3 : 5
    const plain = await timed(times, () =>
      client.query(
        `select count(*) from (select org_id, product_id, edition_id, count(*) from installations where removed_on is null group by 1, 2, 3) g`,
      ),
    )
    const whole = await timed(times, () =>
      client.query('select count(*) from positions_counted(current_date)'),
    )
    say({
      measured: 'reconcile',
      installations,
      groupByMs: Math.round(plain),
      reconcileMs: Math.round(whole),
      ratio: Number((whole / plain).toFixed(2)),
      reach: 2,
    })
  }
}

async function delivery(client: pg.PoolClient) {
  await fill(client, 10_000)
  await client.query('select recalculate(array(select (org_id, product_id)::pair from entitlements))')
  const write = `insert into entitlements (org_id, source, product_id, edition_id, metric, quantity, term, starts_on)
    select e.org_id, 'free', e.product_id, e.edition_id, 'device', 2, 'perpetual', current_date from (select * from entitlements order by id limit 200) e`
  const run = async (kept: boolean) => {
    await client.query('begin')
    if (!kept) await client.query('alter table entitlements disable trigger positions_follow_insert')
    const from = performance.now()
    await client.query(write)
    const took = performance.now() - from
    await client.query('rollback')
    return took
  }
  const [without, withPositions]: [number[], number[]] = [[], []]
  for (let n = 0; n < 7; n += 1) {
    without.push(await run(false))
    withPositions.push(await run(true))
  }
  const [plain, whole] = [median(without), median(withPositions)]
  say({
    measured: 'delivery',
    lines: 200,
    plainMs: Number(plain.toFixed(1)),
    keptMs: Number(whole.toFixed(1)),
    ratio: Number((whole / plain).toFixed(2)),
    perLineMs: Number(((whole - plain) / 200).toFixed(3)),
    reach: 1.6,
  })
}

async function importing(client: pg.PoolClient) {
  const { readInventorySafely } = await import('~/compliance/reading.server')
  const { recognizer } = await import('~/compliance/recognition/recognize')
  const { basePack } = await import('~/compliance/packs/base')
  const rows = 100_000
  const names = [
    'Microsoft Office Standard 2021 - zh-cn',
    'WPS Office (12.1.0.18608)',
    '火绒终端安全管理系统 V2.0',
    'AutoCAD 2022 - 简体中文',
    'Mozilla Firefox (x64 zh-CN)',
  ]
  const lines = Array.from(
    { length: rows },
    (_, n) =>
      `PC-${String(Math.floor(n / 50)).padStart(5, '0')},${names[n % 5]},${n % 97}.0,Publisher ${n % 40}`,
  )
  const bytes = Buffer.from(`computer,name,version,publisher\n${lines.join('\n')}\n`)
  const recognize = recognizer(basePack())
  let [peak, seen, computers] = [0, 0, 0]
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20)
  const from = performance.now()
  // One computer's rows at a time, as the import itself does.
  let machine: InventoryRecord[] = []
  const recognizeMachine = () => {
    if (machine.length > 0) recognize(machine)
    machine = []
  }
  for await (const record of readInventorySafely(bytes, 'list.csv')) {
    if (record.kind === 'computer') {
      recognizeMachine()
      computers += 1
    }
    machine.push(record)
    if (record.kind === 'software') seen += 1
  }
  recognizeMachine()
  const read = performance.now() - from
  clearInterval(watch)
  await client.query('create temporary table parsed (computer text, name text, version text, publisher text)')
  const columns = columnsOf(lines)
  const copied = await timed(3, () =>
    client.query(
      'insert into parsed select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])',
      columns,
    ),
  )
  say({
    measured: 'import: read and recognized, beside one insert of the parsed rows',
    rows: seen,
    computers,
    readMs: Math.round(read),
    insertMs: Math.round(copied),
    ratio: Number((read / copied).toFixed(2)),
    peakMb: Math.round(peak / 1_048_576),
    reach: 3,
  })
}

const columnsOf = (lines: readonly string[]) => {
  const split = lines.map((line) => line.split(','))
  return [0, 1, 2, 3].map((at) => split.map((cells) => cells[at]))
}

const { pool, release } = await ownDatabase()
const client = await pool.connect()
say({
  machine: `${availableParallelism()} cores`,
  node: process.version,
  load: loadavg()
    .map((load) => load.toFixed(1))
    .join(' '),
  run: randomUUID().slice(0, 8),
})
try {
  if (wanted.includes('reconcile')) await reconcile(client)
  if (wanted.includes('delivery')) await delivery(client)
  if (wanted.includes('import')) await importing(client)
} finally {
  client.release()
  await release()
}
