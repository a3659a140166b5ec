import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addDays, dayOf } from '~/kernel/workdays'
import { aDatabase } from '../support/database'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { owner } = database
const { anOrganization } = peopleOf(database)
const today = dayOf(new Date())

type Standing = { status: string; inspected: boolean; hadGap: boolean }

/** As of a day, the database's answer of one look. */
async function standing(orgId: string, day: string): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    select status, inspected, had_gap as "hadGap" from standings_on(${day}) where org_id = ${orgId}`.execute(
    owner.db,
  )
  return rows[0]
}

/** The same from the rows as they were written: the last one until then, and what was ever said until then. */
function expected(rows: ReadonlyMap<number, string>, at: number): Standing | undefined {
  const until = [...rows].filter(([day]) => day <= at).toSorted(([a], [b]) => a - b)
  const last = until.at(-1)
  return (
    last && {
      status: last[1],
      inspected: until.some(([, status]) => status !== 'not_inspected'),
      hadGap: until.some(([, status]) => status === 'gap'),
    }
  )
}

test('in whatever order days are written and rewritten, every day of the past answers by its last row', async () => {
  const written = fc.array(
    fc.record({
      day: fc.integer({ min: 0, max: 6 }),
      status: fc.constantFrom('gap', 'compliant', 'unknown', 'not_inspected'),
    }),
    { minLength: 1, maxLength: 7 },
  )
  await fc.assert(
    fc.asyncProperty(written, async (rows) => {
      const orgId = await anOrganization('enterprise')
      const told = new Map<number, string>()
      for (const { day, status } of rows) {
        told.set(day, status)
        await owner.db
          .insertInto('statusDays')
          .values({ orgId, day: addDays(today, day - 10), status })
          .onConflict((on) => on.columns(['orgId', 'day']).doUpdateSet({ status }))
          .execute()
      }
      for (let at = -1; at <= 8; at += 1) {
        expect(await standing(orgId, addDays(today, at - 10))).toEqual(expected(told, at))
      }
    }),
    { numRuns: 40 },
  )
})
