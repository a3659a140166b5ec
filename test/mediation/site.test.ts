import { expect, test } from 'vitest'
import * as about from '~/mediation/pages/about'
import * as csv from '~/mediation/pages/mediators-csv'
import * as mediators from '~/mediation/pages/mediators'
import { aMarket } from '../support/database'
import { servePages, visit } from '../support/pages'

const { app, owner } = await aMarket()
servePages(app.pool)

type About = {
  bodies: { orgId: string }[]
  periods: { key: string; most: number }[]
  figures: { total: number | null; cells: Record<string, number | null>; answeredShare: number | null }
}
const aboutPage = async () => (await visit(about.loader, { path: '/mediation' })).data as About
const rosterOf = async (search = '') =>
  (
    (await visit(mediators.loader, { path: `/mediators${search}` })).data as {
      rows: { name: string; bodyId: string; fields: string[] }[]
    }
  ).rows

/** That many more cases that were closed in an earlier quarter; how a case gets there is told elsewhere. */
async function addClosed(count: number, state: string) {
  await owner.pool.query('alter table cases disable trigger user')
  await owner.pool.query(
    `insert into cases select (jsonb_populate_record(null::cases, to_jsonb(one) || jsonb_build_object('id', gen_random_uuid(),
       'number', fresh_case_number(), 'state', $2::text,
       'closed_at', now() - interval '100 days', 'responded_at', now() - interval '110 days'))).*
     from (select * from cases limit 1) as one, generate_series(1, $1)`,
    [count, state],
  )
  await owner.pool.query('alter table cases enable trigger user')
}

test('anyone reads how mediation works, who may take a case, and every period', async () => {
  const { bodies, periods } = await aboutPage()
  expect(bodies).toHaveLength(2)
  expect(periods.find(({ key }) => key === 'response')?.most).toBe(7)
  expect(periods.some(({ key }) => key === 'retention')).toBe(false)
})

test('four cases that ended before this quarter tell nothing, five tell their outcome', async () => {
  const before = (await aboutPage()).figures.total
  expect(before).toBeNull()
  await addClosed(4, 'closed_fulfilled')
  expect((await aboutPage()).figures).toMatchObject({ total: null, answeredShare: null })
  await addClosed(1, 'closed_fulfilled')
  expect((await aboutPage()).figures).toMatchObject({
    total: 5,
    cells: { closed_fulfilled: 5 },
    answeredShare: 100,
    agreedShare: 100,
  })
})

test('the roster is told by body, field and language, and leaves out a body that is suspended', async () => {
  const everyone = await rosterOf()
  expect(everyone.length).toBeGreaterThan(1)
  const [first] = everyone
  expect((await rosterOf(`?body=${first!.bodyId}`)).every(({ bodyId }) => bodyId === first!.bodyId)).toBe(
    true,
  )
  expect((await rosterOf('?field=software')).every(({ fields }) => fields.includes('software'))).toBe(true)
  expect(await rosterOf('?language=fr')).toEqual([])
  await owner.db
    .updateTable('mediationBodies')
    .set({ suspendedAt: new Date() })
    .where('orgId', '=', first!.bodyId)
    .execute()
  expect((await rosterOf()).some(({ bodyId }) => bodyId === first!.bodyId)).toBe(false)
  expect((await aboutPage()).bodies).toHaveLength(1)
})

test('the roster as a file holds what is shown', async () => {
  const answer = (await csv.loader({
    request: new Request('http://localhost:3000/mediators.csv'),
    params: {},
    context: {} as never,
  })) as Response
  const text = await answer.text()
  for (const { name } of await rosterOf()) expect(text).toContain(name)
})
