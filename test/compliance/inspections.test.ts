import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { moveInspections, openInspections } from '~/compliance/draws/commands.server'
import { drawForm } from '~/compliance/draws/form'
import { listVisited } from '~/compliance/draws/queries.server'
import { repeat } from '~/compliance/draws/published'
import { checklist, stepNames } from '~/compliance/inspections/checklist'
import { keepCheck } from '~/compliance/inspections/checking.server'
import { closeHeard } from '~/compliance/inspections/closing.server'
import { hearUnit, moveInspection } from '~/compliance/inspections/commands.server'
import type { CheckValues, HearingValues, InspectionValues } from '~/compliance/inspections/form'
import * as checkPage from '~/compliance/inspections/pages/check'
import * as hearingPage from '~/compliance/inspections/pages/hearing'
import * as inspectionPage from '~/compliance/inspections/pages/inspection'
import * as csvPage from '~/compliance/inspections/pages/inspections-csv'
import {
  findInspection,
  findListing,
  listChecks,
  listInspections,
} from '~/compliance/inspections/queries.server'
import { readTaken } from '~/compliance/inspections/spot.server'
import { computerFileOf } from '~/compliance/inspections/visiting.server'
import { proposeVerdict } from '~/compliance/inspections/verdicts'
import { listItems } from '~/compliance/rectifications/queries.server'
import { moveOrder } from '~/compliance/rectifications/commands.server'
import { addDays, dayOf } from '~/kernel/workdays'
import { aDatabase } from '../support/database'
import { aProduct, anEstate } from '../support/estate'
import { anOffice } from '../support/office'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { app, owner, worker } = database
servePages(app.pool)
const {
  officer,
  second: otherOfficer,
  liaison,
  harbor,
  south,
  someone,
  anEnterpriseIn,
} = await anOffice(database)
const first = await someone('agency', ['inspector'], south)
const mate = await someone('agency', ['inspector'], harbor)
const outsider = await someone('agency', ['inspector'], south)
const office = await aProduct(database, { category: 'office', slug: 'wps-office' })
const now = new Date()
const today = dayOf(now)
const refused = (code: string) => ({ code })
const doing = <T>(who: Someone, work: (tx: Someone['db']) => Promise<T>) => who.db.transaction().execute(work)
const move = (who: Someone, id: string, values: InspectionValues, at = now) =>
  doing(who, (tx) => moveInspection(tx, who.actor, id, values, at))
const check = (who: Someone, id: string, checkId: string, values: CheckValues) =>
  readTaken(values).then((taken) => doing(who, (tx) => keepCheck(tx, who.actor, id, checkId, taken, now)))
const hear = (who: Someone, id: string, values: HearingValues, at = now) =>
  doing(who, (tx) => hearUnit(tx, who.actor, id, values, at))
const announced: Extract<InspectionValues, { move: 'announce' }> = { move: 'announce', team: [first.personId, mate.personId], visitOn: today, declared: 'on' } // oxfmt-ignore

let places = 370_300

/** Enterprises of one ownership in a district of their own, of which the draw takes the first by rank. */
async function aRound(ownership: string, many: number, facts: Record<string, unknown> = {}) {
  const code = String((places += 1))
  await owner.db.insertInto('districts').values({ code, nameZh: code, nameEn: code }).execute()
  const units = await Promise.all(Array.from({ length: many }, () => anEnterpriseIn(code, { ownership })))
  const values = drawForm.parse({
    title: '年度督查', ground: '通知', categories: ['office'], ratio: '0.01', minimum: '1', computerRatio: '50', computerMinimum: '2',
    pool: [first.personId, mate.personId], startsOn: today, endsOn: addDays(today, 20), districts: [code], ...facts,
  }) // oxfmt-ignore
  const id = await doing(officer, (tx) => openInspections(tx, officer.actor, values, now))
  for (const step of ['freeze', 'draw'] as const)
    await doing(officer, (tx) => moveInspections(tx, officer.actor, id, { move: step }, now))
  const drawn = await listVisited(officer.db, id)
  return { id, units, drawn }
}

/** One enterprise with four computers that run the product, `licensed` of them with a license. */
async function aVisit(ownership: string, licensed = 2) {
  const { id: campaignId, units, drawn } = await aRound(ownership, 1)
  const estate = await anEstate(database, { orgId: units[0]! })
  const machines = await estate.computers(4)
  await estate.install(machines, office)
  if (licensed > 0) await estate.entitle(office, { quantity: licensed })
  const id = drawn[0]!.id
  const approver = await someone('enterprise', ['approver'], units[0])
  const manager = await someone('enterprise', ['asset_manager'], units[0])
  return { id, campaignId, orgId: units[0]!, estate, machines, approver, manager }
}

async function visitNow(id: string) {
  await move(officer, id, announced)
  await move(first, id, { move: 'visit' })
  return listChecks(first.db, id)
}

async function judgeAll(id: string) {
  const { categories } = (await findInspection(first.db, id))!
  for (const { id: checkId } of await listChecks(first.db, id)) {
    const listing = (await findListing(first.db, checkId))!
    const all = categories.map((category) => ({ category, verdict: proposeVerdict(category, listing) }))
    await check(first, id, checkId, { move: 'judge', verdicts: all })
  }
  for (const step of stepNames)
    await move(first, id, { move: 'step', step, ticked: [...checklist[step]], remark: null })
}

test('a team is two of the pool without an interest, within the period', async () => {
  const { id, orgId } = await aVisit('private')
  const plan = (facts: Record<string, unknown>) => move(officer, id, { ...announced, ...facts })
  await expect(plan({ team: [first.personId, first.personId] })).rejects.toMatchObject(refused('team-of-two'))
  await expect(plan({ team: [first.personId, outsider.personId] })).rejects.toMatchObject(
    refused('team-outside-pool'),
  )
  await expect(plan({ visitOn: addDays(today, 21) })).rejects.toMatchObject(refused('visit-outside-period'))
  await owner.db
    .insertInto('members')
    .values({
      personId: mate.personId,
      orgId,
      roles: ['buyer'],
      until: sql<Date>`now() - interval '2 years'`,
    })
    .execute()
  await expect(plan({})).rejects.toMatchObject(refused('team-interested'))
  await expect(move(liaison, id, announced)).rejects.toMatchObject(refused('visit-unknown'))
  await owner.db
    .updateTable('members')
    .set({ until: sql<Date>`now() - interval '4 years'` })
    .where('personId', '=', mate.personId)
    .where('orgId', '=', orgId)
    .execute()
  await plan({})
})

test('installations are the team’s to see while the inspection is open, and nobody else’s', async () => {
  const { id, orgId } = await aVisit('state_owned')
  const seen = async (who: Someone) =>
    (await who.db.selectFrom('installations').select('id').where('orgId', '=', orgId).execute()).length
  expect(await seen(first)).toBe(0)
  await visitNow(id)
  const listings = async (who: Someone) =>
    (
      await who.db
        .selectFrom('inspectionListings as l')
        .innerJoin('inspectionComputers as k', 'k.id', 'l.inspectionComputerId')
        .select('l.known')
        .where('k.inspectionId', '=', id)
        .execute()
    ).length
  expect(await seen(first)).toBe(4)
  expect(await seen(mate)).toBe(4)
  expect(await seen(outsider)).toBe(0)
  expect(await seen(officer)).toBe(0)
  expect(await listings(first)).toBe(2)
  expect(await listings(officer)).toBe(0)
  expect(await listings(outsider)).toBe(0)
  await judgeAll(id)
  await move(first, id, { move: 'conclude', conclusion: 'rectify', reason: '有缺口' })
  expect(await seen(first)).toBe(0)
  expect(await listings(first)).toBe(0)
  expect(await listChecks(first.db, id)).toHaveLength(2)
})

test('computers are drawn on the spot by the published seed, and anyone repeats it; a replaced one carries a reason', async () => {
  const { id } = await aVisit('foreign_invested')
  const checks = await visitNow(id)
  const its = (await findInspection(first.db, id))!
  const file = computerFileOf(its)!
  expect(repeat(file)).toMatchObject({
    frame: its.computerSha256,
    drawn: checks.map(({ computerNo }) => computerNo),
  })
  const swap = () => move(first, id, { move: 'replace-computer', checkId: checks[0]!.id, reason: '外出携带' })
  await expect(
    move(first, id, { move: 'replace-computer', checkId: id, reason: '无' }),
  ).rejects.toMatchObject(refused('check-unknown'))
  await swap()
  const after = await listChecks(first.db, id)
  expect(after.map(({ setAside }) => setAside)).toEqual([true, false, false])
  expect(after[2]).toMatchObject({ computerNo: repeat(file).next[0], reason: '外出携带' })
  await expect(swap()).rejects.toMatchObject(refused('check-unknown'))
  await move(first, id, { move: 'replace-computer', checkId: checks[1]!.id, reason: '故障' })
  await expect(
    move(first, id, { move: 'replace-computer', checkId: after[2]!.id, reason: '故障' }),
  ).rejects.toMatchObject(refused('no-computer-left'))
})

test('a file taken on the spot is read at once and compared with the register', async () => {
  const { id } = await aVisit('joint', 0)
  const [sheet] = await visitNow(id)
  const read = (bytes: string, name = 'list.txt') =>
    check(first, id, sheet!.id, { move: 'read', file: new File([bytes], name) })
  await expect(read('nothing of an inventory')).rejects.toMatchObject(refused('spot-unreadable'))
  const sample = readFileSync('test/samples/inventory/csv.csv')
  const sampled = await check(first, id, sheet!.id, {
    move: 'read',
    file: new File([sample], 'csv.csv'),
  }).then(
    () => 'read',
    ({ code }: { code: string }) => code,
  )
  expect(['read', 'spot-of-others']).toContain(sampled)
  await read(`Name,Version,Publisher\nWPS Office,12.1.0.18276,"Kingsoft Corp."\n`, 'apps.csv')
  const listing = (await findListing(first.db, sheet!.id))!
  expect(listing.spot).toMatchObject([{ slug: 'wps-office', standing: 'uncovered' }])
  expect(await trailOf(owner.db, id)).toContain('inspection.file_read')
})

test('another release on the spot than in the register is another installation: the license of the one covers it not', async () => {
  const { id } = await aVisit('state_owned', 4)
  const [sheet] = await visitNow(id)
  const spotOf = async (row: string) => {
    const file = new File([`Name,Version,Publisher\n${row}\n`], 'apps.csv')
    await check(first, id, sheet!.id, { move: 'read', file })
    return (await findListing(first.db, sheet!.id))!.spot
  }
  expect(await spotOf('WPS Office 2019 专业版,11.8.2.8696,Kingsoft Corp.')).toMatchObject([
    { slug: 'wps-office', release: '2019', standing: 'uncovered' },
  ])
  expect(await spotOf('WPS Office,,Kingsoft Corp.')).toMatchObject([{ release: '2021', standing: 'covered' }])
})

test('a sheet is the team’s, of an inspected category, with a reason where it differs', async () => {
  const { id } = await aVisit('private', 0)
  const [sheet] = await visitNow(id)
  const judge = (who: Someone, facts: Record<string, unknown> = {}, checkId = sheet!.id) =>
    check(who, id, checkId, {
      move: 'judge',
      verdicts: [{ category: 'office', verdict: 'unlicensed', ...facts }],
    })
  await expect(judge(outsider)).rejects.toMatchObject(refused('check-unknown'))
  await expect(judge(officer)).rejects.toMatchObject(refused('not-your-move'))
  await expect(judge(first, {}, id)).rejects.toMatchObject(refused('check-unknown'))
  await expect(judge(first, { category: 'design' })).rejects.toMatchObject(refused('category-unknown'))
  await expect(judge(first, { verdict: 'genuine' })).rejects.toMatchObject(refused('deviation-needs-reason'))
  await judge(first, { verdict: 'genuine', reason: '现场出示授权书' })
  const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex')
  await judge(mate, { photo: new File([png], 'photo.png') })
  const [kept] = await listChecks(first.db, id)
  expect(kept!.verdicts).toMatchObject([{ verdict: 'unlicensed', proposed: 'unlicensed', reason: null }])
  expect(kept!.verdicts[0]!.evidenceIds).toHaveLength(1)
})

test('an order follows from 限期整改; once it is accepted and the unit has signed, the clock closes the inspection', async () => {
  const { id, orgId, approver, manager, estate, machines } = await aVisit('private')
  await visitNow(id)
  await expect(move(first, id, { move: 'conclude', conclusion: 'passed' })).rejects.toMatchObject(
    refused('verdicts-missing'),
  )
  await judgeAll(id)
  const late = { move: 'conclude', conclusion: 'rectify', reason: '缺口', dueOn: today } as const
  await expect(move(first, id, late)).rejects.toMatchObject(refused('order-due-passed'))
  await move(first, id, { move: 'conclude', conclusion: 'rectify', reason: '有缺口' })
  const its = (await findInspection(first.db, id))!
  expect(its).toMatchObject({ state: 'concluded', conclusion: 'rectify', orderState: 'issued' })
  const items = await listItems(first.db, its.orderId!)
  expect(items).toMatchObject([{ action: 'buy', productId: office.id, quantity: 2 }])
  const found = await owner.db.selectFrom('gapFindings').select('kind').where('orgId', '=', orgId).execute()
  expect(found).toEqual([{ kind: 'inspection' }])

  await hear(approver, id, { move: 'sign', confirmed: 'yes' })
  await expect(hear(approver, id, { move: 'sign', confirmed: 'yes' })).rejects.toMatchObject(
    refused('already-moved'),
  )
  await expect(move(first, id, { move: 'close' })).rejects.toMatchObject(refused('rectification-open'))
  const order = its.orderId!
  const step = (who: Someone, values: Parameters<typeof moveOrder>[3]) =>
    doing(who, (tx) => moveOrder(tx, who.actor, order, values, new Date()))
  await step(manager, { move: 'begin', plan: '购买', owner: '林晓' })
  await estate.entitle(office, { quantity: machines.length, issuedAt: sql<Date>`clock_timestamp()` as never })
  await step(approver, { move: 'submit' })
  await step(first, { move: 'accept' })
  await worker.db.transaction().execute((tx) => closeHeard(tx, now))
  expect((await findInspection(first.db, id))!.state).toBe('closed')
  expect(await trailOf(owner.db, id)).toEqual(
    expect.arrayContaining(['inspection.announced', 'inspection.begun', 'inspection.concluded', 'inspection.signed', 'inspection.closed']),
  ) // oxfmt-ignore
})

test('a failure takes two of the team; an objection that holds makes it a passed visit', async () => {
  const { id, approver } = await aVisit('state_owned')
  await visitNow(id)
  await expect(move(first, id, { move: 'conclude', conclusion: 'failed' })).rejects.toMatchObject(
    refused('conclusion-needs-reason'),
  )
  await move(first, id, { move: 'conclude', conclusion: 'failed', reason: '拒绝检查' })
  await expect(move(first, id, { move: 'second' })).rejects.toMatchObject(refused('not-your-move'))
  const alone = first.db
    .updateTable('inspections')
    .set({ state: 'concluded', conclusion: 'failed', concludedBy: first.personId, secondedBy: first.personId, conclusionReason: '-' })
    .where('id', '=', id)
    .execute() // oxfmt-ignore
  await expect(alone).rejects.toThrow('check')
  await move(mate, id, { move: 'second' })
  expect((await findInspection(first.db, id))!.conclusion).toBe('failed')
  await expect(move(first, id, { move: 'close' })).rejects.toMatchObject(refused('hearing-open'))

  const object = (at: Date) => hear(approver, id, { move: 'object', objection: '当日停电' }, at)
  await expect(object(new Date(now.getTime() + 30 * 86_400_000))).rejects.toMatchObject(
    refused('objection-late'),
  )
  await object(now)
  await expect(move(officer, id, { move: 'close' })).rejects.toMatchObject(refused('objection-open'))
  await worker.db.transaction().execute((tx) => closeHeard(tx, new Date(now.getTime() + 40 * 86_400_000)))
  expect(await trailOf(owner.db, id)).toContain('inspection.objection_late')
  await move(officer, id, { move: 'answer', upheld: 'yes', answer: '供电部门证明属实' })
  expect(await findInspection(officer.db, id)).toMatchObject({ conclusion: 'passed', upheld: true })
  await move(officer, id, { move: 'close' })
})

test('a unit that cannot be visited is replaced by the next of its stratum, with a reason that is public; until none is left', async () => {
  const { id: campaignId, drawn } = await aRound('joint', 2)
  const one = drawn[0]!
  const swap = (id: string) => move(officer, id, { move: 'replace', reason: '企业已停产' })
  await expect(move(first, one.id, { move: 'replace', reason: '无' })).rejects.toMatchObject(
    refused('visit-unknown'),
  )
  const both = await Promise.allSettled([
    swap(one.id),
    doing(otherOfficer, (tx) =>
      moveInspection(tx, otherOfficer.actor, one.id, { move: 'replace', reason: '重复' }, now),
    ),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const after = await listVisited(officer.db, campaignId)
  const second = after.find(({ replaces }) => replaces === one.name)!
  expect(second).toMatchObject({ rank: 2, state: 'planned' })
  for (let id = second.id; ;) {
    const next = await swap(id).catch(({ code }: { code: string }) => ({ code }))
    if (typeof next !== 'string') {
      expect(next).toMatchObject(refused('no-replacement-left'))
      break
    }
    id = next
  }
})

test('an enterprise signs or objects and writes nothing else, and sees its own inspection alone', async () => {
  const { id, approver, manager } = await aVisit('foreign_invested')
  const stranger = await someone('enterprise', ['approver', 'asset_manager'])
  await visitNow(id)
  await judgeAll(id)
  await move(first, id, { move: 'conclude', conclusion: 'rectify', reason: '有缺口' })
  const forged = approver.db
    .updateTable('inspections')
    .set({ conclusion: 'passed' })
    .where('id', '=', id)
    .execute()
  await expect(forged).rejects.toThrow('not-your-move')
  const see = async (loader: unknown, who: Someone, params: Record<string, string> = { inspectionId: id }) =>
    (await visit(loader as never, { params, cookie: await cookieFor(worker.db, who) })).status
  expect(await see(inspectionPage.loader, approver)).toBe(200)
  expect(await see(inspectionPage.loader, manager)).toBe(200)
  expect(await see(inspectionPage.loader, stranger)).toBe(404)
  expect(await see(hearingPage.loader, approver)).toBe(200)
  expect(await see(hearingPage.loader, stranger)).toBe(404)
  expect(await see(csvPage.loader, stranger)).toBe(200)
  expect(await listInspections(stranger.db, { q: undefined, state: undefined, campaign: undefined })).toEqual(
    [],
  )
  const checkId = (await listChecks(first.db, id))[0]!.id
  expect(await see(checkPage.loader, first, { inspectionId: id, checkId })).toBe(404)
  await expect(
    moveInspection(stranger.db as never, stranger.actor, id, { move: 'close' }, now),
  ).rejects.toMatchObject(refused('visit-unknown'))
})
