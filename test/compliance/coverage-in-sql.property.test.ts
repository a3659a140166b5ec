import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cover, type Coverage } from '~/compliance/coverage'
import { untold } from '~/compliance/listed'
import { positionOf } from '~/compliance/position'
import { isHeld, rightOn } from '~/compliance/rights'
import { aDatabase } from '../support/database'
import { randomEstates, rawCase, today } from '../support/random-estates'

// The rule in TypeScript and the rule in SQL give the same rows and figures on random estates.
const cases = Number(process.env.CASES ?? 400)

const database = await aDatabase()
const pool = database.owner.pool
const { products, systems, parts, releases, caseOf, store } = await randomEstates(database)

test(
  `${cases} random estates are covered and counted alike in TypeScript and in SQL`,
  { timeout: 600_000 },
  async () => {
    const people = await pool.query(`insert into persons (name) values ('甲'), ('乙') returning id`)
    const persons = people.rows.map(({ id }) => id)
    const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
    const all = fc.sample(rawCase, { numRuns: cases, seed }).map((raw) => caseOf(raw, persons))
    await store(all)
    await pool.query('analyze')
    await pool.query(`select recount($1, '${today}')`, [all.map(({ orgId }) => orgId)])
    for (let from = 0; from < all.length; from += 20)
      await pool.query(
        `select recalculate(array_agg((o, p)::pair), '${today}') from unnest($1::uuid[]) o cross join unnest($2::uuid[]) p`,
        [all.slice(from, from + 20).map(({ orgId }) => orgId), products.map(({ id }) => id)],
      )
    const night = await pool.query(`select * from positions_differing('${today}')`)
    expect(night.rows, `seed ${seed}: the nightly count differs`).toEqual([])
    const coverage = await pool.query(
      'select org_id, installation_id, entitlement_id, unit_no, reason from coverage',
    )
    const positions = await pool.query('select * from positions')
    const coverageOf = Map.groupBy(coverage.rows, ({ org_id }) => org_id as string)
    const positionsOf = Map.groupBy(positions.rows, ({ org_id }) => org_id as string)

    for (const { orgId, computers, installations, rights, assignments } of all) {
      const held = rights.filter(isHeld).map((right) => rightOn(today, right, releases))
      const rows = cover({ installations, rights: held, assignments, parts })
      const inSql = (coverageOf.get(orgId) ?? []).map(
        ({ installation_id, entitlement_id, unit_no, reason }): Coverage => ({
          installationId: installation_id,
          entitlementId: entitlement_id,
          unitNo: unit_no,
          reason,
        }),
      )
      const message = `seed ${seed}: ${JSON.stringify({ computers, installations, rights, assignments })}`
      expect(sorted(inSql), message).toEqual(sorted(rows))

      for (const row of positionsOf.get(orgId) ?? []) {
        const own = new Set(
          installations.filter(({ productId }) => productId === row.product_id).map(({ id }) => id),
        )
        const position = positionOf({
          coverage: rows.filter(({ installationId }) => own.has(installationId)),
          allCoverage: rows,
          rights: held.filter(({ productId }) => productId === row.product_id),
          assignments,
          declared: null,
          unknown:
            own.size > 0 || held.some(({ productId }) => productId === row.product_id)
              ? untold(computers, systems.has(row.product_id))
              : 0,
          regularized: false,
        })
        expect(
          Object.fromEntries(Object.keys(position).map((figure) => [figure, row[figure]])),
          message,
        ).toEqual(position)
      }
    }
  },
)

const sorted = (rows: readonly Coverage[]) =>
  rows.toSorted((a, b) => (a.installationId < b.installationId ? -1 : 1))
