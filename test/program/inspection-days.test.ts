import fc from 'fast-check'
import { expect, test } from 'vitest'
import { personId } from '~db/seeds/people'
import * as ics from '~/program/inspection-days/pages/calendar-ics'
import * as calendar from '~/program/inspection-days/pages/calendar'
import { resultsOf, routeOf } from '~/program/inspection-days/summary'
import { aMarket } from '../support/database'
import { cookieOf, servePages, visit } from '../support/pages'

const { app, owner, worker } = await aMarket()
servePages(app.pool)
const people = ['officer', 'auditor', 'inspector', 'southLiaison', 'lantuApprover', 'qihangRep'] as const
const cookies = Object.fromEntries(
  await Promise.all(people.map(async (key) => [key, await cookieOf(worker.db, key)])),
) as Record<(typeof people)[number], string>

type Data = {
  campaign: { id: string } | null
  visits: { id: string; district: string | null; visitOn: string | null; team: string[] }[]
}
const read = async (who: (typeof people)[number], path = '/') =>
  (await visit(calendar.loader, { cookie: cookies[who], path })).data as Data

test('the calendar shows every sampled enterprise of a drawn campaign, day by day', async () => {
  const { campaign, visits } = await read('officer')
  const drawn = await owner.db
    .selectFrom('inspections')
    .select('id')
    .where('campaignId', '=', campaign!.id)
    .where('state', '<>', 'canceled')
    .execute()
  expect(visits.map(({ id }) => id).toSorted()).toEqual(drawn.map(({ id }) => id).toSorted())
  const days = visits.map(({ visitOn }) => visitOn ?? '9999')
  expect(days).toEqual(days.toSorted())
  expect(visits.some(({ team }) => team.length >= 2)).toBe(true)
})

test('a liaison sees the own district, an inspector may see the own teams alone, others no calendar', async () => {
  const south = await read('southLiaison')
  expect(south.visits.every(({ district }) => district === '370202')).toBe(true)
  const own = await read('inspector', '/?own=1')
  const mine = await owner.db
    .selectFrom('inspections')
    .select(['id', 'team'])
    .where('campaignId', '=', own.campaign!.id)
    .where('state', '<>', 'canceled')
    .execute()
  expect(own.visits.map(({ id }) => id).toSorted()).toEqual(
    mine
      .filter(({ team }) => team.includes(personId('inspector')))
      .map(({ id }) => id)
      .toSorted(),
  )
  for (const who of ['lantuApprover', 'qihangRep'] as const)
    for (const { loader } of [calendar, ics])
      expect((await visit(loader, { cookie: cookies[who] })).status).toBe(404)
})

test('the calendar file has one all-day entry for each visit with a day, under an id that stays', async () => {
  const { visits } = await read('officer')
  const answer = (await ics.loader({
    request: new Request('http://localhost:3000/', { headers: { cookie: cookies.officer } }),
    params: {},
    context: { requestId: 'test', ip: '127.0.0.1' },
  } as never)) as Response
  const text = (await answer.text()).replaceAll('\r\n ', '').replaceAll('\r\n\t', '')
  const dated = visits.filter(({ visitOn }) => visitOn !== null)
  expect(dated.length).toBeGreaterThan(0)
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(dated.length)
  for (const { id, visitOn } of dated) {
    expect(text).toContain(`UID:${id}@`)
    expect(text).toContain(`DTSTART;VALUE=DATE:${visitOn!.replaceAll('-', '')}`)
  }
})

test('whatever the visits, districts add up to the whole and no result stands without a visit', () => {
  const one = fc.record({
    district: fc.constantFrom('370202', '370211', null),
    visitOn: fc.constantFrom('2026-11-03', '2026-11-04', null),
    visit: fc.constantFrom(
      { state: 'planned', conclusion: null },
      { state: 'visiting', conclusion: null },
      { state: 'concluded', conclusion: 'passed' },
      { state: 'closed', conclusion: 'failed' },
      { state: 'concluded', conclusion: 'rectify' },
    ),
  })
  fc.assert(
    fc.property(fc.array(one), (made) => {
      const visits = made.map(({ visit: its, ...rest }) => ({ ...rest, ...its }))
      const { districts, all } = resultsOf(visits)
      for (const key of ['drawn', 'visited', 'passed', 'rectify', 'failed'] as const)
        expect(districts.reduce((sum, row) => sum + row[key], 0)).toBe(all[key])
      expect(all.drawn).toBe(visits.length)
      expect(all.passed + all.rectify + all.failed).toBeLessThanOrEqual(all.visited)
      expect(routeOf(visits).flatMap((route) => route.visits).length).toBe(visits.length)
    }),
  )
})
