import { expect, test } from 'vitest'
import * as about from '~/mediation/pages/about'
import * as csv from '~/mediation/pages/mediators-csv'
import * as mediators from '~/mediation/pages/mediators'
import { aMarket } from '../support/database'
import { servePages, visit } from '../support/pages'
import { shown } from '../support/shown'

const { app, owner } = await aMarket()
servePages(app.pool)

type About = {
  bodies: { orgId: string }[]
  periods: { key: string; most: number }[]
}
const aboutPage = async () => (await visit(about.loader, { path: '/mediation' })).data as About
const rosterOf = async (search = '') =>
  (
    (await visit(mediators.loader, { path: `/mediators${search}` })).data as {
      rows: { name: string; bodyId: string; fields: string[] }[]
    }
  ).rows

test('anyone reads how mediation works, who may take a case, and every period', async () => {
  const { bodies, periods } = await aboutPage()
  expect(bodies).toHaveLength(2)
  expect(periods.find(({ key }) => key === 'response')?.most).toBe(7)
  expect(periods.some(({ key }) => key === 'retention')).toBe(false)
})

test('what a body charges is told in the reader’s language', async () => {
  const { data } = await visit(mediators.loader, { path: '/mediators' })
  expect(await shown(mediators, { data })).toContain('每件 800 元')
  const english = await shown(mediators, { data, locale: 'en' })
  expect(english).toContain('¥800 a case')
  expect(english).not.toContain('每件 800 元')
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
