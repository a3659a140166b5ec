import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changesBetween, statusOf } from '~/compliance/supposing/changed'
import type { Machine, Market, WholeEstate } from '~/compliance/supposing/estate'
import { outcomesOf } from '~/compliance/supposing/outcome'
import { suppose } from '~/compliance/supposing/suppose'
import type { Supposition } from '~/compliance/supposing/supposition'
import { aDatabase } from '../support/database'
import { type Case, randomEstates, rawCase, today } from '../support/random-estates'

// What is supposed is then done, in the database with its triggers; its positions are what was foretold.
const cases = Number(process.env.CASES ?? 200)
const later = '2026-12-15'

const database = await aDatabase()
const pool = database.owner.pool
const { products, systems, parts, releases, caseOf, store, insert } = await randomEstates(database)

const market: Market = {
  editions: products.flatMap(({ id, edition }) =>
    Object.entries(edition).map(([code, editionId]) => ({
      id: editionId,
      productId: id,
      metric: code === 'professional' ? 'user' : 'device',
      term: 'perpetual',
      termMonths: null,
      household: code === 'home',
      rights: { devicesPerUser: 2 },
      price: null,
    })),
  ),
  coming: [],
}

const rawSupposition = fc.oneof(
  fc.record({
    kind: fc.constantFrom('buy' as const, 'install' as const, 'uninstall' as const),
    edition: fc.nat(market.editions.length - 1),
    units: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ kind: fc.constant('lose' as const), right: fc.nat(4) }),
  fc.record({ kind: fc.constant('retire' as const), department: fc.constantFrom('甲', '乙') }),
  fc.record({ kind: fc.constant('on' as const), day: fc.constantFrom('2026-11-20', later, '2027-01-15') }),
)
const raw = fc.tuple(rawCase, fc.array(rawSupposition, { minLength: 1, maxLength: 3 }))
type RawSupposition = typeof rawSupposition extends fc.Arbitrary<infer Raw> ? Raw : never

const departmentOf = (place: number) => (place < 2 ? '甲' : '乙')

function wholeOf({ computers, installations, rights, assignments }: Case): WholeEstate {
  const machines = computers.map(
    ({ id, no, personId, siteId, isInUse, listed }, place): Machine => ({
      id, no, personId, siteId, department: departmentOf(place), cores: null, sockets: null, isInUse, listed,
    }), // oxfmt-ignore
  )
  const none = { systems, declared: new Map(), questions: [], regularized: new Set<string>() }
  return { day: today, machines, installations, rights, releases, assignments, parts, ...none }
}

function suppositionOf(it: RawSupposition, its: Case): Supposition[] {
  if (it.kind === 'lose') {
    const right = its.rights[it.right]
    return right?.state === 'active' ? [{ kind: 'lose', id: right.id }] : []
  }
  if (it.kind === 'retire' || it.kind === 'on') return [it]
  return [{ kind: it.kind, id: market.editions[it.edition]!.id, units: it.units }]
}

/** Does what was supposed, with nothing but the statements that the product itself makes. */
async function doIt(
  its: Case,
  done: readonly Supposition[],
  removed: readonly string[],
  day: string,
  place: number,
) {
  let number = 0
  for (const it of done) {
    if (it.kind === 'retire')
      await pool.query(`update computers set state = 'scrapped' where org_id = $1 and department = $2`, [
        its.orgId,
        it.department,
      ])
    if (it.kind === 'lose')
      await pool.query(`update entitlements set state = 'revoked' where id = $1 and state = 'active'`, [
        it.id,
      ])
    const edition = 'id' in it ? market.editions.find(({ id }) => id === it.id) : undefined
    if (it.kind === 'buy' && edition)
      await insert('entitlements', [
        {
          id: crypto.randomUUID(), org_id: its.orgId, no: `N-${String(place).padStart(5, '0')}${done.indexOf(it)}`, source: 'free', part_no: 1,
          product_id: edition.productId, edition_id: edition.id, metric: edition.metric, quantity: it.units, term: 'perpetual',
          starts_on: day, channel: 'unknown', purpose: edition.household ? 'household' : 'commercial', rights: edition.rights,
          state: 'active', disputed: false, issued_at: today,
        },
      ]) // oxfmt-ignore
    if (it.kind === 'install' && edition) {
      const newest = releases.filter(({ productId }) => productId === edition.productId).at(-1)
      const machines = Array.from({ length: it.units }, () => ({
        id: crypto.randomUUID(), org_id: its.orgId, no: `n${String((number += 1)).padStart(3, '0')}`, class: 'desktop', platform: 'windows',
        tenure: 'owned', network: 'connected', state: 'in_use', added_at: today,
        software_at: new Date(), os_at: new Date(),
      })) // oxfmt-ignore
      await insert('computers', machines)
      await insert(
        'installations',
        machines.map(({ id }) => ({
          id: crypto.randomUUID(), org_id: its.orgId, computer_id: id, product_id: edition.productId, edition_id: edition.id,
          release_id: newest?.id ?? null, class: 'licensable', channel: 'unknown', household: false, section: 'software', marks: [],
          first_seen: today, last_seen: today,
        })), // oxfmt-ignore
      )
    }
  }
  await pool.query(
    'update installations set removed_on = shanghai_day() where id = any ($1) and removed_on is null',
    [removed],
  )
}

const title = `${cases} random suppositions foretell the positions that the database has once they are done`
test(title, { timeout: 600_000 }, async () => {
  const people = await pool.query(`insert into persons (name) values ('甲'), ('乙') returning id`)
  const persons = people.rows.map(({ id }) => id)
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
  const all = fc.sample(raw, { numRuns: cases, seed }).map(([estate, raws]) => {
    const its = caseOf(estate, persons)
    return { its, supposed: raws.flatMap((it) => suppositionOf(it, its)) }
  })
  await store(all.map(({ its }) => its))
  for (const table of ['computers', 'installations', 'entitlements', 'assignments'])
    await pool.query(`alter table ${table} enable trigger user`)
  // The lists are as old today as they were on the day of the estates.
  await pool.query(`
    update computers set department = case when no < 'c2' then '甲' else '乙' end,
      software_at = clock_timestamp() - ('${today}' - shanghai_day(software_at)) * interval '1 day',
      os_at = clock_timestamp() - ('${today}' - shanghai_day(os_at)) * interval '1 day'`)

  let changed = 0
  for (const [place, { its, supposed }] of all.entries()) {
    const whole = wholeOf(its)
    // What is installed later in the list is not there to be uninstalled earlier.
    const { whole: after, removed } = suppose(whole, supposed, market)
    const real = new Set(whole.installations.map(({ id }) => id))
    if (removed.some(({ installationId }) => !real.has(installationId))) continue
    await doIt(
      its,
      supposed,
      removed.map(({ installationId }) => installationId),
      after.day,
      place,
    )
    await pool.query(
      `select recalculate(array_agg(($1::uuid, p)::pair), $2::date) from unnest($3::uuid[]) p`,
      [its.orgId, after.day, products.map(({ id }) => id)],
    )
    const positions = await pool.query('select * from positions where org_id = $1', [its.orgId])
    const foretold = outcomesOf(after)
    changed += changesBetween(outcomesOf(whole), foretold).length
    const message = `seed ${seed}: ${JSON.stringify({ place, supposed, its })}`
    for (const row of positions.rows) {
      const { productId: _, ...position } =
        foretold.find(({ productId }) => productId === row.product_id) ?? none
      expect(
        Object.fromEntries(Object.keys(position).map((figure) => [figure, row[figure]])),
        message,
      ).toEqual(position)
    }
    const rows = new Set(positions.rows.map((row) => row.product_id))
    const unseen = foretold.filter(
      ({ productId, installed, entitled }) => !rows.has(productId) && installed + entitled > 0,
    )
    expect(unseen, message).toEqual([])
    const inScope = new Set(products.map(({ id }) => id))
    const stand = await pool.query('select status from organization_statuses where org_id = $1', [its.orgId])
    expect(stand.rows[0].status, message).toBe(statusOf(after, foretold, inScope))
  }
  expect(changed).toBeGreaterThan(cases / 4)
})

const none = {
  productId: '', installed: 0, entitled: 0, covered: 0, gap: 0, used: 0, surplus: 0, undetermined: 0, unknown: 0, status: 'not_applicable',
} // oxfmt-ignore
