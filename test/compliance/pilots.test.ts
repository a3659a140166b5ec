import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noteLedger } from '~/compliance/ledgers/exports.server'
import { beginPilot, fillChecklist, movePilot } from '~/compliance/pilots/commands.server'
import { checklistForm, type PilotMoveValues } from '~/compliance/pilots/form'
import {
  areas,
  computedPoints,
  passes,
  sharesOf,
  type PilotFigures,
  totalOf,
  unexplained,
} from '~/compliance/pilots/maturity'
import { keepQuarters } from '~/compliance/pilots/clock.server'
import { openPilot } from '~/compliance/pilots/opening.server'
import * as checklistPage from '~/compliance/pilots/pages/checklist'
import * as newPage from '~/compliance/pilots/pages/pilot-new'
import * as pilotPage from '~/compliance/pilots/pages/pilot'
import * as reportPage from '~/compliance/pilots/pages/report-pdf'
import * as csvPage from '~/compliance/pilots/pages/pilots-csv'
import * as listPage from '~/compliance/pilots/pages/pilots'
import {
  findFiguresNow,
  findPilot,
  findScores,
  listChoosable,
  listPilots,
  listSnapshots,
} from '~/compliance/pilots/queries.server'
import { dayOf } from '~/kernel/workdays'
import { listWaiting } from '~/program/waiting.server'
import { aDatabase } from '../support/database'
import { aProduct, anEstate } from '../support/estate'
import { anOffice } from '../support/office'
import { cookieFor, servePages, visit } from '../support/pages'
import { readPaper } from '../support/paper'
import { peopleOf } from '../support/people'
import type { Someone } from '../support/people'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { app, owner, worker } = database
servePages(app.pool)
const { officer, second, liaison, southLiaison, someone, anEnterpriseIn } = await anOffice(database)
const { clock } = peopleOf(database)
const office = await aProduct(database, { category: 'office' })
const orgId = await anEnterpriseIn('370211')
const manager = await someone('enterprise', ['asset_manager'], orgId)
const approver = await someone('enterprise', ['approver'], orgId)
const buyer = await someone('enterprise', ['buyer'], orgId)
const elsewhere = await anEnterpriseIn('370202')
const stranger = await someone('enterprise', ['asset_manager', 'approver'], elsewhere)
const estate = await anEstate(database, { orgId })
const machines = await estate.computers(6)
await estate.install(machines, office)
await estate.entitle(office, { quantity: 4 })

const now = new Date()
const everything = { q: undefined, state: undefined, year: undefined }
const refused = (code: string) => ({ code })
const doing = <T>(who: Someone, work: (tx: Someone['db']) => Promise<T>) => who.db.transaction().execute(work)
const begin = (who: Someone, its?: string) =>
  doing(who, (tx) => beginPilot(tx, who.actor, { motive: '理清全部软件', ...(its && { orgId: its }) }, now))
const move = (who: Someone, id: string, values: PilotMoveValues) =>
  doing(who, (tx) => movePilot(tx, who.actor, id, values, now))
const checklist = (points: number, reason: string) =>
  checklistForm.parse({
    points: Object.fromEntries(areas.map((area) => [area, String(points)])),
    reasons: Object.fromEntries(areas.map((area) => [area, reason])),
  })
const fill = (who: Someone, id: string, points: number, reason = '现场查看') =>
  doing(who, (tx) => fillChecklist(tx, who.actor, id, checklist(points, reason), now))
const stateOf = async (id: string) => (await findPilot(owner.db, id))!.state

const figuresOf = (facts: Partial<PilotFigures>): PilotFigures => ({
  status: 'compliant', computers: 100, listed: 100, rows: 100, unknownRows: 0, installed: 100, entitled: 100,
  covered: 100, gap: 0, surplus: 0, open: 0, books: 10, openBooks: 0, ledgersOnTime: 3, products: [], ...facts,
}) // oxfmt-ignore
const points = fc.record(
  Object.fromEntries(areas.map((area) => [area, fc.integer({ min: 0, max: 4 })])) as Record<
    (typeof areas)[number],
    fc.Arbitrary<number>
  >,
)

test('facts give full points at the shares of the pilot, and none where nothing is counted', () => {
  expect(computedPoints('daily_use', figuresOf({ listed: 98 }))).toBe(4)
  expect(computedPoints('daily_use', figuresOf({ listed: 97 }))).toBe(3)
  expect(computedPoints('configuration', figuresOf({ unknownRows: 5 }))).toBe(4)
  expect(computedPoints('configuration', figuresOf({ unknownRows: 6 }))).toBe(3)
  expect(computedPoints('ledgers', figuresOf({}))).toBe(4)
  expect(computedPoints('ledgers', figuresOf({ ledgersOnTime: 2 }))).toBe(3)
  expect(computedPoints('ledgers', figuresOf({ openBooks: 1 }))).toBe(3)
  expect(computedPoints('ledgers', figuresOf({ ledgersOnTime: 0, openBooks: 3 }))).toBe(0)
  expect(computedPoints('responsibility', figuresOf({}))).toBeNull()
  expect(computedPoints('maintenance', figuresOf({}))).toBeNull()
  const nothing = figuresOf({ computers: 0, listed: 0, rows: 0, installed: 0, covered: 0, books: 0 })
  for (const area of ['daily_use', 'configuration', 'ledgers'] as const)
    expect([sharesOf(nothing)[area], computedPoints(area, nothing)]).toEqual([null, 0])
})

test('a better share never gives fewer points', () => {
  const share = fc.integer({ min: 0, max: 100 })
  fc.assert(
    fc.property(share, share, (one, other) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)]
      const at = (part: number) =>
        figuresOf({ listed: part, unknownRows: 100 - part, books: 100, openBooks: 100 - part })
      for (const area of areas)
        expect(computedPoints(area, at(more)) ?? 0).toBeGreaterThanOrEqual(
          computedPoints(area, at(less)) ?? 0,
        )
    }),
  )
})

test('a pilot passes by its sum with no area behind, and a point more never makes it fail', () => {
  fc.assert(
    fc.property(points, fc.constantFrom(...areas), (its, area) => {
      expect(passes(its)).toBe(totalOf(its) >= 16 && Math.min(...Object.values(its)) >= 2)
      const better = { ...its, [area]: Math.min(4, its[area] + 1) }
      expect(passes(better) || !passes(its)).toBe(true)
    }),
  )
  const all = (its: number) => Object.fromEntries(areas.map((area) => [area, its])) as Record<(typeof areas)[number], number>
  expect(passes({ ...all(4), ledgers: 1 })).toBe(false)
  expect(passes({ ...all(3), ledgers: 4 })).toBe(true)
  expect(passes(all(3))).toBe(false)
}) // oxfmt-ignore

test('points that facts give need no reason, all others do', () => {
  fc.assert(
    fc.property(points, (its) => {
      const figures = figuresOf({})
      const bare = unexplained(its, {}, figures)
      expect(bare).toBe('responsibility')
      const judged = { responsibility: '有制度', maintenance: '有申请单' }
      const left = unexplained(its, judged, figures)
      const differs = areas.find((area) => !(area in judged) && its[area] !== 4)
      expect(left).toBe(differs)
    }),
  )
})

test('an enterprise applies, is selected, starts, is assessed and concluded by another; figures are the database’s', async () => {
  await expect(begin(buyer)).rejects.toMatchObject(refused('not-your-move'))
  await expect(begin(liaison, orgId)).rejects.toMatchObject(refused('not-your-move'))
  const id = await begin(manager)
  await expect(begin(approver)).rejects.toMatchObject(refused('pilot-of-year'))
  await expect(begin(officer, orgId)).rejects.toMatchObject(refused('pilot-of-year'))
  await expect(fill(manager, id, 2)).rejects.toMatchObject(refused('already-moved'))
  await expect(move(manager, id, { move: 'select' })).rejects.toMatchObject(refused('not-your-move'))
  await move(officer, id, { move: 'select' })
  await expect(fill(approver, id, 2)).rejects.toMatchObject(refused('not-your-move'))
  await expect(fill(manager, id, 2, '')).rejects.toMatchObject(refused('pilot-area-reason'))
  expect(await stateOf(id)).toBe('selected')
  await fill(manager, id, 2)
  const started = (await findPilot(manager.db, id))!
  expect(started.before).toMatchObject({ installed: 6, covered: 4, gap: 2, computers: 6 })
  expect(started.before!.products).toMatchObject([{ id: office.id, installed: 6, covered: 4, gap: 2 }])

  await estate.entitle(office, { quantity: 2 })
  expect(await findFiguresNow(liaison.db, id)).toMatchObject({
    gap: 0,
    covered: 6,
    books: 1,
    openBooks: 0,
    ledgersOnTime: 0,
  })
  await doing(manager, async (tx) => {
    for (const key of ['one', 'two', 'three'] as const) await noteLedger(tx, manager.actor, key, now)
  })
  expect((await findPilot(officer.db, id))!.before).toMatchObject({ gap: 2 })
  await doing(manager, (tx) =>
    tx.updateTable('pilots').set({ before: JSON.stringify({ gap: 99 }), after: JSON.stringify({ gap: 0 }) }).where('id', '=', id).execute(),
  ) // oxfmt-ignore
  const untouched = (await findPilot(officer.db, id))!
  expect([untouched.before!.gap, untouched.after]).toEqual([2, null])

  await expect(fill(manager, id, 4)).rejects.toMatchObject(refused('not-your-move'))
  await fill(officer, id, 4)
  expect((await findPilot(manager.db, id))!.after).toMatchObject({ gap: 0, covered: 6 })
  expect((await findScores(manager.db, id)).end!.ledgers).toMatchObject({ points: 4, computed: 4 })
  await expect(move(officer, id, { move: 'conclude' })).rejects.toMatchObject(refused('second-person-needed'))
  await move(second, id, { move: 'conclude', reason: null })
  expect(await stateOf(id)).toBe('passed')
  await expect(move(second, id, { move: 'withdraw', reason: '误' })).rejects.toMatchObject(
    refused('already-moved'),
  )
  expect(await trailOf(owner.db, id)).toEqual([
    'pilot.applied', 'pilot.selected', 'pilot.started', 'pilot.assessed', 'pilot.passed',
  ]) // oxfmt-ignore
  const [row] = await listPilots(liaison.db, everything)
  expect(row).toMatchObject({ startPoints: 10, endPoints: 20, gapBefore: 2, gapAfter: 0, state: 'passed' })
})

test('the office takes an enterprise in; what falls short fails, and a withdrawn pilot leaves the year free', async () => {
  const its = await anEnterpriseIn('370211')
  const keeper = await someone('enterprise', ['asset_manager', 'approver'], its)
  const year = Number(dayOf(now).slice(0, 4))
  const offered = async () => (await listChoosable(officer.db, year)).map(({ id }) => id)
  expect(await offered()).toContain(its)
  const first = await begin(officer, its)
  expect(await offered()).not.toContain(its)
  expect(await stateOf(first)).toBe('selected')
  await move(keeper, first, { move: 'withdraw', reason: '本年搬迁' })
  const id = await begin(officer, its)
  await fill(keeper, id, 1)
  await fill(officer, id, 3)
  await move(second, id, { move: 'conclude' })
  expect(await stateOf(id)).toBe('failed')
  const suspended = await anEnterpriseIn('370211', { state: 'suspended' })
  await expect(begin(officer, suspended)).rejects.toMatchObject(refused('organization-not-verified'))
})

test('of two applications at once one stands, and of two conclusions one', async () => {
  const its = await anEnterpriseIn('370211')
  const keeper = await someone('enterprise', ['asset_manager'], its)
  const head = await someone('enterprise', ['approver'], its)
  const begun = await Promise.allSettled([begin(keeper), begin(head), begin(officer, its)])
  expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const others = begun.flatMap((end) => (end.status === 'rejected' ? [end.reason.code] : []))
  expect(others).toEqual(['pilot-of-year', 'pilot-of-year'])
  const { id } = (await owner.db
    .selectFrom('pilots')
    .select('id')
    .where('orgId', '=', its)
    .executeTakeFirst())!
  if ((await stateOf(id)) === 'applied') await move(officer, id, { move: 'select' })
  await fill(keeper, id, 3)
  await fill(officer, id, 4)
  const third = await someone('agency', ['officer'])
  const ends = await Promise.allSettled([second, third].map((who) => move(who, id, { move: 'conclude' })))
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(ends.find((end) => end.status === 'rejected')).toMatchObject({ reason: refused('already-moved') })
})

test('each quarter keeps its figures once, from the first after the start; the report tells them with the checklist', async () => {
  const its = await anEnterpriseIn('370211')
  const keeper = await someone('enterprise', ['asset_manager'], its)
  const theirs = await anEstate(database, { orgId: its })
  await theirs.install(await theirs.computers(3), office)
  const day = (text: string) => new Date(`${text}T08:00:00+08:00`)
  const id = await begin(officer, its)
  await doing(keeper, (tx) =>
    fillChecklist(tx, keeper.actor, id, checklist(2, '现场查看'), day('2025-04-01')),
  )
  const quarters = async () =>
    (await listSnapshots(keeper.db, id)).map(({ at, figures }) => [dayOf(at), figures.gap])
  const turn = (text: string) => clock.db.transaction().execute((tx) => keepQuarters(tx, day(text)))
  await turn('2025-04-01')
  await turn('2025-06-30')
  expect(await quarters()).toEqual([])
  await turn('2025-07-01')
  await theirs.entitle(office, { quantity: 2 })
  await Promise.all([turn('2025-09-30'), turn('2025-10-03')])
  await turn('2025-12-31')
  expect(await quarters()).toEqual([
    ['2025-07-01', 3],
    ['2025-10-03', 1],
  ])
  await expect(owner.db.deleteFrom('pilotSnapshots').execute()).rejects.toThrow()
  expect(await listSnapshots(stranger.db, id)).toEqual([])

  const { moments } = (await openPilot(liaison.db, id, now))!
  expect(moments.map(({ figures }) => figures.gap)).toEqual([3, 3, 1, 1])
  const report = async (who: Someone) =>
    reportPage.loader({
      request: new Request('http://localhost:3000/', {
        headers: { cookie: await cookieFor(worker.db, who) },
      }),
      params: { pilotId: id },
      context: { requestId: 'test', ip: '127.0.0.1' },
    } as never)
  const text = await readPaper(new Uint8Array(await (await report(keeper)).arrayBuffer()), 'pilot')
  for (const words of ['软件资产管理试点报告', '试点尚未作出结论', '2025-07-01', '2025-10-03', '现场查看'])
    expect(text).toContain(words)
  await expect(report(stranger)).rejects.toMatchObject({ status: 404 })
})

test('what waits of pilots waits for the office, for the second officer, and for the asset manager who fills in', async () => {
  const its = await anEnterpriseIn('370211')
  const keeper = await someone('enterprise', ['asset_manager'], its)
  const waits = async (who: Someone) =>
    (await listWaiting(who.db, who.actor)).find(({ kind }) => kind === 'pilots')?.count ?? 0
  const [before, secondBefore] = [await waits(officer), await waits(second)]
  const id = await begin(keeper)
  expect([await waits(officer), await waits(keeper)]).toEqual([before + 1, 0])
  await move(officer, id, { move: 'select' })
  expect([await waits(officer), await waits(keeper)]).toEqual([before, 1])
  await fill(keeper, id, 3)
  await fill(officer, id, 4)
  expect([await waits(officer), await waits(keeper), await waits(second)]).toEqual([
    before,
    0,
    secondBefore + 1,
  ])
})

test('a foreign organization and another district see nothing; each page opens for whom it is', async () => {
  const { id } = (await owner.db
    .selectFrom('pilots')
    .select('id')
    .where('orgId', '=', orgId)
    .executeTakeFirst())!
  const see = async (loader: unknown, who: Someone, path = '/') =>
    visit(loader as never, { path, params: { pilotId: id }, cookie: await cookieFor(worker.db, who) })
  for (const who of [stranger, southLiaison]) {
    expect((await see(pilotPage.loader, who)).status).toBe(404)
    expect(await listPilots(who.db, everything)).toEqual([])
    expect(await findFiguresNow(who.db, id)).toBeNull()
  }
  expect((await see(checklistPage.loader, stranger)).status).toBe(404)
  for (const who of [manager, approver, officer, liaison]) {
    expect((await see(pilotPage.loader, who)).status).toBe(200)
    expect((await see(listPage.loader, who)).status).toBe(200)
  }
  for (const who of [manager, officer]) {
    expect((await see(checklistPage.loader, who)).status).toBe(200)
    expect((await see(newPage.loader, who)).status).toBe(200)
  }
  expect((await see(pilotPage.loader, buyer)).status).toBe(403)
  const headers = { cookie: await cookieFor(worker.db, liaison) }
  const csv = (await csvPage.loader({
    request: new Request('http://localhost:3000/pilots.csv?state=passed', { headers }),
    params: {},
    context: { requestId: 'test', ip: '127.0.0.1' },
  } as never)) as Response
  expect(await csv.text()).toContain('"10","20","2","0"')
})
