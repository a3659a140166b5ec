import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { Database } from '../../db/schema.ts'
import '../resolve.ts'
import { ownDatabase } from './own-database.ts'

const usage = `usage: node scripts/bench/mediation.ts [--cases N]
Fills a database of its own with N cases (100000), ten messages each, of one mediation body; five hundred of them open, as
many as of a body with a thousand. Then measures, through the commands and row policies that the pages use, the docket of a
registrar, the list of a party with ten cases, the page of a case and its joint talks, at a thousand cases and at N, and
prints the ratio of the medians of one run, and of the processor time that the database took. Reach: 1.5.`

const words = process.argv.slice(2)
if (words.includes('--help')) {
  console.log(usage)
  process.exit(0)
}
const at = words.indexOf('--cases')
const many = at < 0 ? 100_000 : Number(words[at + 1])
const few = 1000
const sampled = 5

const say = (facts: Record<string, unknown>) =>
  console.log(JSON.stringify({ ...facts, load: Number(loadavg()[0]!.toFixed(1)) }))
const rounded = (value: number, digits = 2) => Number(value.toFixed(digits))
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

const id = (kind: string, n: string) => `('00000000-0000-7000-${kind}-' || lpad((${n})::text, 12, '0'))::uuid`
const [body, registrar] = ['00000000-0000-7000-9000-000000000001', '00000000-0000-7000-9001-000000000001']

/** Everything but the first thousand; what was there stays. Triggers are off, and every channel's seven rows are written. */
async function fill(client: pg.PoolClient, from: number, to: number) {
  const run = (text: string) =>
    client.query(text.replaceAll('$from', String(from)).replaceAll('$to', String(to)))
  await client.query('set session_replication_role = replica')
  await run(`insert into organizations (id, kind, name, uscc, state, verified_at) values
    ('${body}', 'mediation_body', 'bench body', 'M' || lpad('1', 17, '0'), 'verified', now()) on conflict do nothing`)
  await run(`insert into organizations (id, kind, name, uscc, state, verified_at)
    select ${id('9002', 'n')}, 'enterprise', 'enterprise ' || n, 'E' || lpad(n::text, 17, '0'), 'verified', now()
    from generate_series($from / 10, $to / 10 - 1) n`)
  await run(`insert into organizations (id, kind, name, uscc, state, verified_at)
    select ${id('9003', 'n')}, 'vendor', 'vendor ' || n, 'V' || lpad(n::text, 17, '0'), 'verified', now()
    from generate_series(0, 99) n on conflict do nothing`)
  await run(
    `insert into persons (id, name, state) values ('${registrar}', 'registrar', 'active') on conflict do nothing`,
  )
  await run(`insert into persons (id, name, state)
    select ${id('9004', 'n')}, 'buyer ' || n, 'active' from generate_series($from / 10, $to / 10 - 1) n`)
  await run(`insert into mediation_bodies (org_id, kind, license_no, issued_by, valid_from, valid_until)
    values ('${body}', 'people', 'B-1', 'bench', '2020-01-01', '2099-12-31') on conflict do nothing`)
  await run(
    `insert into cases (id, number, type, claimant_id, respondent_id, body_id, state, amount, filed_at, closed_at, state_since)
    select ${id('9005', 'n')}, 'MC26-' || translate(lpad(to_hex(n), 6, 'Z'), '01', 'XY'), 'purchase',
      ${id('9002', 'n / 10')}, ${id('9003', 'n % 100')}, '${body}',
      case when n < 500 then 'negotiation' else 'closed_fulfilled' end, 100000, now() - interval '9 days',
      case when n >= 500 then now() end, now() from generate_series($from, $to - 1) n`.replace(
      'to_hex(n)',
      `upper(to_hex(n))`,
    ),
  )
  await run(`insert into case_seats (case_id, person_id, side, capacity)
    select ${id('9005', 'n')}, ${id('9004', 'n / 10')}, 'claimant', 'representative' from generate_series($from, $to - 1) n`)
  await run(`insert into objections (case_id, no, subject_kind, subject_id, ground, remedy, amount)
    select ${id('9005', 'n')}, 1, 'product', ${id('9006', '1')}, 'service', 'other', 100000 from generate_series($from, $to - 1) n`)
  await run(`insert into deadlines (case_id, key, started_on, due_at, state)
    select ${id('9005', 'n')}, k, current_date, now() + interval '9 days', case when k = 'response' then 'met' else 'running' end
    from generate_series($from, $to - 1) n, unnest(array['response', case when n < 500 then 'negotiation' else 'retention' end]) k`)
  await run(`insert into channels (id, case_id, kind, no, wrapped_key)
    select ${id('9007', 'n')}, ${id('9005', 'n')}, 'joint', 1, '\\x00' from generate_series($from, $to - 1) n`)
  await run(`insert into channel_members (channel_id, person_id)
    select ${id('9007', 'n')}, ${id('9004', 'n / 10')} from generate_series($from, $to - 1) n`)
  await run(`insert into messages (channel_id, no, author_id, body_ct)
    select ${id('9007', 'n')}, m, ${id('9004', 'n / 10')}, '\\x00' from generate_series($from, $to - 1) n, generate_series(1, 10) m`)
  await run(`insert into events (kind, subject_id, org_id, actor_kind, body_hash, at)
    select 'case.moved', ${id('9005', 'n')}, '00000000-0000-0000-0000-000000000000', 'clock', sha256(''), now() from generate_series($from, $to - 1) n, generate_series(1, 5)`)
  await client.query('set session_replication_role = origin')
  await client.query(
    'vacuum (analyze) cases, case_seats, objections, deadlines, channels, channel_members, messages, events, organizations, persons',
  )
}

const idOf = (kind: string, n: number) => `00000000-0000-7000-${kind}-${String(n).padStart(12, '0')}`

/** The talks that are read hold real words under their channel's key. */
async function writeTalks(client: pg.PoolClient, cases: readonly number[]) {
  const { freshChannelKey, sealText } = await import('../../app/mediation/channels/cipher.server.ts')
  await client.query('set session_replication_role = replica')
  for (const n of cases) {
    const its = { caseId: idOf('9005', n), kind: 'joint' as const, no: 1 }
    const channel = { ...its, id: idOf('9007', n), wrappedKey: freshChannelKey(its) }
    await client.query('update channels set wrapped_key = $2 where id = $1', [channel.id, channel.wrappedKey])
    const { rows } = await client.query('select id from messages where channel_id = $1', [channel.id])
    for (const row of rows)
      await client.query('update messages set body_ct = $2 where id = $1', [
        row.id,
        sealText(channel, 'messages', row.id, '请看附件，下周答复。'),
      ])
  }
  await client.query('set session_replication_role = origin')
}

type Db = Kysely<Database>

/** What the pages ask the database for, the median of a sample of cases spread over all of them. */
async function measure(pool: pg.Pool, size: number): Promise<Record<string, Cost>> {
  const { actingAs } = await import('../../db/tenant.ts')
  const { findCase, listCases, listObjections, listPeriods, listTrail } =
    await import('../../app/mediation/queries.server.ts')
  const { countDocket, listDocket } = await import('../../app/mediation/docket.server.ts')
  const { docketStages } = await import('../../app/mediation/docket.ts')
  const { readTalk } = await import('../../app/mediation/channels/talk.server.ts')
  const { findStandingOf } = await import('../../app/mediation/standing.server.ts')
  const acting = (personId: string, organizationId: string, roles: string[]) => {
    const identity = { personId, organizationId, roles, actorKind: 'mediation_body', requestId: null }
    return { db: actingAs(pool, identity as never) as Db, actor: identity as never }
  }
  const office = acting(registrar, body, ['registrar'])
  const party = (n: number) =>
    acting(idOf('9004', Math.floor(n / 10)), idOf('9002', Math.floor(n / 10)), ['buyer'])
  const pages: Record<string, (n: number) => Promise<unknown>> = {
    docket: async () => [
      await listDocket(office.db, office.actor, { states: docketStages.all }),
      await countDocket(office.db, office.actor),
    ],
    list: (n) => listCases(party(n).db, party(n).actor),
    case: async (n) => {
      const { db } = party(n)
      const caseId = idOf('9005', n)
      const its = await findCase(db, caseId)
      if (!its) throw new Error(`case ${n} is not seen by its claimant`)
      await findStandingOf(db, caseId)
      return [await listObjections(db, caseId), await listPeriods(db, caseId), await listTrail(db, caseId)]
    },
    talk: async (n) => {
      const { db, actor } = party(n)
      const read = await readTalk(db, actor, idOf('9005', n), 'joint')
      if (read?.messages.length !== 10) throw new Error(`the talks of case ${n} are not whole`)
    },
  }
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid')
  const processor = () => processorOf(rows[0]!.pid)
  const took: Record<string, Cost> = {}
  for (const [page, read] of Object.entries(pages)) {
    for (const n of sample(size)) await read(n)
    const [times, before]: [number[], number] = [[], processor()]
    for (let turn = 0; turn < turns; turn += 1)
      for (const n of sample(size)) {
        const from = performance.now()
        await read(n)
        times.push(performance.now() - from)
      }
    took[page] = { ms: median(times), cpuMs: (processor() - before) / times.length }
  }
  return took
}

type Cost = { ms: number; cpuMs: number }
const turns = 12

/** Milliseconds of processor that a process has used, in its ten's: the machine's load is not in it. */
function processorOf(pid: number) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return 10 * (Number(fields[11]) + Number(fields[12]))
}

const sample = (size: number) =>
  Array.from({ length: sampled }, (_, at) => Math.floor((at * size) / sampled) + 3)

const { superuser, as, release } = await ownDatabase()
const { connect } = await import('../../db/database.ts')
const app = connect(as('muster_app'), { max: 1, applicationName: 'bench', patience: 'unlimited' })
const client = await superuser.connect()
try {
  const measured: Record<string, Cost>[] = []
  for (const [from, to] of [
    [0, few],
    [few, many],
  ] as const) {
    await fill(client, from, to)
    await writeTalks(client, sample(to))
    measured.push(await measure(app.pool, to))
  }
  for (const [page, small] of Object.entries(measured[0]!)) {
    const large = measured[1]![page]!
    const facts = { cases: many, messages: many * 10, smallMs: rounded(small.ms), largeMs: rounded(large.ms) }
    const ratio = rounded(large.ms / small.ms)
    const cpu = { smallCpuMs: rounded(small.cpuMs), largeCpuMs: rounded(large.cpuMs) }
    say({ measured: page, ...facts, ratio, ...cpu, cpuRatio: rounded(large.cpuMs / small.cpuMs), reach: 1.5 })
  }
} finally {
  client.release()
  await app.pool.end()
  await release()
}
