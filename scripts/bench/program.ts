import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import type pg from 'pg'
import '../resolve.ts'
import { ownDatabase } from './own-database.ts'

const usage = `usage: node scripts/bench/program.ts [--largest N]
Measures the office's home and the directory of enterprises as an officer asks for them, in a database of its own, made for
the run and removed after it, and prints a line per measurement: the median of warm runs, and the processor time that this process
and the database's took for one, which a loaded machine does not stretch: the ratios are of it. The load stands beside it.
enterprises: at 10^2, 10^3 and 10^4 of them (--largest leaves the last out), each with three years of statuses, the statements
  of one page (reach: 12) and the time as a ratio to 10^2 (reach: 3).
installations: at 10^3 enterprises, with none and with 10^5 of them; the ratio of the two (reach: 1.2).`

const words = process.argv.slice(2)
if (words.includes('--help')) {
  console.log(usage)
  process.exit(0)
}
const largestAt = words.indexOf('--largest')
const largest = largestAt < 0 ? 10_000 : Number(words[largestAt + 1])

const say = (facts: Record<string, unknown>) =>
  console.log(JSON.stringify({ ...facts, load: Number(loadavg()[0]!.toFixed(1)) }))
const rounded = (value: number, digits = 2) => Number(value.toFixed(digits))
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

const officeId = '00000000-0000-7000-8005-000000000001'
const officerId = '00000000-0000-7000-8005-000000000002'

/** Enterprises of eight districts with a status that changed every half year, a plan with a target for each district. */
async function fill(client: pg.PoolClient, enterprises: number, installations: number) {
  await client.query('set session_replication_role = replica')
  await client.query(
    'truncate organizations, persons, districts, agencies, plans, targets, status_days, installations, computers, inventory_rows, inventories cascade',
  )
  await client.query(`
    insert into districts select (370201 + n)::text, '区' || n, 'District ' || n from generate_series(1, 8) n`)
  await client.query(`insert into persons (id, name) values ('${officerId}', 'officer')`)
  await client.query(`
    insert into organizations (id, kind, name, uscc, state, verified_at, district) values ('${officeId}', 'agency', 'office', 'OFFICE', 'verified', now(), '370202')`)
  await client.query(`insert into agencies (org_id, office) values ('${officeId}', true)`)
  await client.query(
    `insert into agencies (org_id, districts) select '${officeId}', array[code] from districts`,
  )
  await client.query(
    `
    insert into organizations (id, kind, name, uscc, state, verified_at, district, sector, ownership, scale, created_at)
    select ('00000000-0000-7000-8002-' || lpad(n::text, 12, '0'))::uuid, 'enterprise', 'bench ' || n, 'B' || lpad(n::text, 17, '0'), 'verified', now(),
           (370202 + n % 8)::text, null, 'private', 'small', now() - interval '3 years' from generate_series(1, $1::int) n`,
    [enterprises],
  )
  await client.query(`
    insert into status_days (org_id, day, status, until, inspected, had_gap)
    select org_id, day, status, lead(day) over its, true, bool_or(status = 'gap') over its
    from (select o.id as org_id, current_date - h * 182 - (right(o.id::text, 4)::int % 90) as day,
                 (array['gap', 'unknown', 'compliant', 'regularized'])[1 + (h + right(o.id::text, 3)::int) % 4] as status
          from organizations o, generate_series(0, 5) h where o.kind = 'enterprise') d
    window its as (partition by org_id order by day)`)
  await client.query(`
    insert into plans (id, org_id, year, title, targets_due, published_at)
    values ('00000000-0000-7000-8006-000000000001', '${officeId}', extract(year from current_date)::int, 'plan', current_date, now())`)
  await client.query(`
    insert into targets (plan_id, org_id, scope, scope_code, measure, number, due_on, state)
    select '00000000-0000-7000-8006-000000000001', '${officeId}', 'district', code, 'compliant', 5, current_date, 'accepted' from districts`)
  await client.query(
    `
    insert into computers (id, org_id, no, inventoried_at, software_at, os_at)
    select ('00000000-0000-7000-8003-' || lpad(n::text, 12, '0'))::uuid, ('00000000-0000-7000-8002-' || lpad((1 + n % $2)::text, 12, '0'))::uuid, 'PC-' || n, now(), now(), now()
    from generate_series(1, $1::int / 10) n`,
    [installations, enterprises],
  )
  await client.query(
    `
    insert into installations (org_id, computer_id, product_id, edition_id, household, first_seen, last_seen)
    select c.org_id, c.id, ('00000000-0000-7000-8000-' || lpad(p::text, 12, '0'))::uuid, ('00000000-0000-7000-8001-' || lpad(p::text, 12, '0'))::uuid,
           false, current_date, current_date from computers c, generate_series(1, 10) p`,
  )
  await client.query('set session_replication_role = origin')
  await client.query(
    'vacuum (analyze) organizations, status_days, agencies, targets, installations, computers',
  )
}

/** The officer's database, and how many statements it ran beside those that open and end its transactions. */
async function anOfficer(config: pg.ClientConfig) {
  const { connect } = await import('../../db/database.ts')
  const { actingAs } = await import('../../db/tenant.ts')
  const { pool } = connect(config, { max: 4, patience: 'unlimited' })
  const counted = { statements: 0 }
  const backends = new Set<number>()
  pool.on('connect', (client) => {
    backends.add((client as unknown as { processID: number }).processID)
    const query = client.query.bind(client) as (...given: unknown[]) => unknown
    client.query = ((...given: unknown[]) => {
      if (typeof given[0] === 'object') counted.statements += 1
      return query(...given)
    }) as typeof client.query
  })
  const identity = {
    organizationId: officeId,
    personId: officerId,
    roles: ['officer'],
    actorKind: 'agency',
    requestId: null,
  }
  const actor = {
    kind: 'agency',
    organizationId: officeId,
    personId: officerId,
    roles: ['officer'],
    locale: 'zh',
  }
  return { pool, counted, backends, db: actingAs(pool, identity), actor: actor as never }
}

const { superuser, as, release } = await ownDatabase()
const client = await superuser.connect()
const officer = await anOfficer(as('muster_app'))
const { readOffice } = await import('~/program/office.server')
const { readDirectory } = await import('~/people/directory.server')
const today = new Date().toISOString().slice(0, 10)
const pages = {
  'office home': () => readOffice(officer.db, officer.actor, { day: today, today: today }),
  directory: () => readDirectory(officer.db, officer.actor, { kind: 'enterprise' }),
}

const turns = 30

async function measured(read: () => Promise<unknown>) {
  const took: number[] = []
  for (let warm = 0; warm < 3; warm += 1) await read()
  const before = processorTime(officer.backends)
  for (let turn = 0; turn < turns; turn += 1) {
    officer.counted.statements = 0
    const from = performance.now()
    await read()
    took.push(performance.now() - from)
  }
  const cpu = (processorTime(officer.backends) - before) / turns
  return { ms: median(took), cpu, statements: officer.counted.statements }
}

/** What this process and the database's connections have used of a processor so far, ms; a connection's is told in hundredths of a second. */
function processorTime(backends: ReadonlySet<number>) {
  const { user, system } = process.cpuUsage()
  const theirs = [...backends].map((pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  })
  return (user + system) / 1_000 + theirs.reduce((sum, one) => sum + one, 0)
}

say({ machine: `${availableParallelism()} cores`, node: process.version, run: randomUUID().slice(0, 8) })
try {
  const least: Record<string, number> = {}
  for (const enterprises of [100, 1_000, 10_000].filter((n) => n <= largest)) {
    await fill(client, enterprises, 0)
    for (const [name, read] of Object.entries(pages)) {
      const { ms, cpu, statements } = await measured(read)
      least[name] ??= cpu
      say({
        measured: name,
        enterprises,
        ms: rounded(ms, 1),
        cpu: rounded(cpu, 1),
        ratio: rounded(cpu / least[name]!),
        reach: 3,
        statements,
        most: 12,
      })
    }
  }
  const without: Record<string, number> = {}
  for (const installations of [0, 100_000]) {
    await fill(client, 1_000, installations)
    for (const [name, read] of Object.entries(pages)) {
      const { ms, cpu } = await measured(read)
      without[name] ??= cpu
      say({
        measured: `${name} over installations`,
        installations,
        ms: rounded(ms, 1),
        cpu: rounded(cpu, 1),
        ratio: rounded(cpu / without[name]!),
        reach: 1.2,
      })
    }
  }
} finally {
  client.release()
  await officer.pool.end()
  await release()
}
