import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { campaignForm, campaignMoveForm } from '~/compliance/campaigns/form'
import { remindOfCampaigns } from '~/compliance/campaigns/clock.server'
import { draftCampaign, moveCampaign } from '~/compliance/campaigns/commands.server'
import * as campaignPage from '~/compliance/campaigns/pages/campaign'
import * as campaignsPage from '~/compliance/campaigns/pages/campaigns'
import * as csvPage from '~/compliance/campaigns/pages/units-csv'
import { isCalled, whyNotOpen } from '~/compliance/campaigns/scope'
import { countUnits, listUnits } from '~/compliance/campaigns/queries.server'
import { noticeOrders } from '~/compliance/rectifications/clock.server'
import { whyNotExtend } from '~/compliance/rectifications/carrying-out'
import { moveOrder } from '~/compliance/rectifications/commands.server'
import type { RectificationValues } from '~/compliance/rectifications/form'
import * as orderPage from '~/compliance/rectifications/pages/order'
import { listItems, listOrders } from '~/compliance/rectifications/queries.server'
import { escalateReviews } from '~/compliance/self-inspections/clock.server'
import {
  fillSelfInspection,
  moveSelfInspection,
  submitSelfInspection,
} from '~/compliance/self-inspections/commands.server'
import { whyNotSubmit } from '~/compliance/self-inspections/figures'
import { fillingForm, inspectionMoveForm, type InspectionMove } from '~/compliance/self-inspections/form'
import * as inspectionPage from '~/compliance/self-inspections/pages/self-inspection'
import * as signaturePage from '~/compliance/self-inspections/pages/signature'
import { findSelfInspection } from '~/compliance/self-inspections/queries.server'
import { changesSince } from '~/compliance/self-inspections/changes'
import { softwareFigures } from '~/compliance/self-inspections/software-lines'
import { addDays, dayOf, hourOf, startOf } from '~/kernel/workdays'
import { usccOf } from '~/people/uscc'
import { listWaiting } from '~/program/waiting.server'
import { aDatabase } from '../support/database'
import { aProduct, anEstate } from '../support/estate'
import { anOffice } from '../support/office'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'
import { letReact } from '../support/reactions'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { app, owner, worker } = database
servePages(app.pool)
const { officer, second, harbor, liaison, leader, southLiaison, someone, anEnterpriseIn, clock } =
  await anOffice(database)
const inspector = await someone('agency', ['inspector'], harbor)
const office = await aProduct(database, { category: 'office' })
const orgId = await anEnterpriseIn('370211')
const manager = await someone('enterprise', ['asset_manager'], orgId)
const approver = await someone('enterprise', ['approver'], orgId)
const elsewhere = await anEnterpriseIn('370202')
const stranger = await someone('enterprise', ['asset_manager', 'approver'], elsewhere)
const estate = await anEstate(database, { orgId })
const machines = await estate.computers(6)
await estate.install(machines, office)
await estate.entitle(office, { quantity: 4 })

const now = new Date()
const today = dayOf(now)
const dueOn = addDays(today, 10)
const doing = <T>(who: Someone, work: (tx: Someone['db']) => Promise<T>) => who.db.transaction().execute(work)
const refused = (code: string) => ({ code })
const draft = (facts: Record<string, unknown> = {}) =>
  doing(officer, (tx) =>
    draftCampaign(tx, officer.actor, campaignForm.parse({
      title: '年度自查', ground: '通知', categories: ['office', 'antivirus'], opensOn: today, dueOn, ...facts,
    })),
  ) // oxfmt-ignore
const open = (who: Someone, id: string) =>
  doing(who, (tx) => moveCampaign(tx, who.actor, id, { move: 'open' }, now))

const campaignId = await draft({ dues: { '370211': addDays(today, 6) } })
await open(officer, campaignId)
const own = async (of = orgId) => {
  const rows = await owner.db.selectFrom('selfInspections').select(['id', 'state']).where('campaignId', '=', campaignId).where('orgId', '=', of).orderBy('version', 'desc').execute()
  return rows[0]!
} // oxfmt-ignore
const move = (who: Someone, id: string, values: InspectionMove) =>
  doing(who, (tx) => moveSelfInspection(tx, who.actor, id, values, now))
const fill = (who: Someone, id: string, facts: Record<string, unknown> = {}) =>
  doing(who, (tx) => fillSelfInspection(tx, who.actor, id, fillingForm.parse({ move: 'save', ...facts })))
const sign = (who: Someone, id: string, at = now) =>
  doing(who, (tx) => submitSelfInspection(tx, who.actor, id, at))
const nameOf = async ({ personId }: Someone) =>
  (await worker.db.selectFrom('persons').select('name').where('id', '=', personId).executeTakeFirstOrThrow())
    .name
const buying = (quantity: number) => [
  {
    productId: office.id,
    action: 'buy',
    quantity: String(quantity),
    owner: '林晓',
    dueOn: addDays(today, 40),
  },
]

const everyone = { q: undefined, state: undefined, district: undefined, after: undefined }

test('a campaign calls whom its scope holds, once, with the list’s hash and a district’s earlier day', async () => {
  const { rows: units } = await listUnits(officer.db, campaignId, everyone)
  const waiting = await listWaiting(manager.db, manager.actor)
  const its = waiting.find(({ kind }) => kind === 'self-inspections')
  // A day is over when it ends in China.
  expect(its?.dueAt).toEqual(startOf(addDays(today, 7)))
  expect(units.find((unit) => unit.orgId === orgId)).toMatchObject({
    state: 'invited',
    dueOn: addDays(today, 6),
  })
  expect(units.find((unit) => unit.orgId === elsewhere)).toMatchObject({ dueOn })
  await expect(open(officer, campaignId)).rejects.toMatchObject(refused('already-moved'))
  await expect(open(liaison, await draft())).rejects.toMatchObject(refused('not-your-move'))
  await expect(open(officer, await draft({ ownerships: ['joint'] }))).rejects.toMatchObject(
    refused('campaign-calls-nobody'),
  )
  const told = await worker.db
    .selectFrom('notifications')
    .select('personId')
    .where('kind', '=', 'self_inspection.invited')
    .execute()
  expect(told.map(({ personId }) => personId)).toEqual(
    expect.arrayContaining([manager.personId, approver.personId]),
  )
})

test('whoever is called after the opening is marked, has its district’s day, is told, and leaves the hash as it was', async () => {
  const id = await draft({ districts: ['370211'], dues: { '370211': addDays(today, 4) } })
  await open(officer, id)
  const frame = async () =>
    (
      await owner.db
        .selectFrom('campaigns')
        .select('frameSha256')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    ).frameSha256
  const before = await frame()
  const add = (who: Someone, uscc: string, at = now) =>
    doing(who, (tx) => moveCampaign(tx, who.actor, id, campaignMoveForm.parse({ move: 'add', uscc }), at))
  const { uscc } = await owner.db
    .selectFrom('organizations')
    .select('uscc')
    .where('id', '=', elsewhere)
    .executeTakeFirstOrThrow()
  await expect(add(liaison, uscc)).rejects.toMatchObject(refused('not-your-move'))
  await expect(add(officer, usccOf({ district: '370211', organization: '99999999' }))).rejects.toMatchObject(
    refused('unit-unknown'),
  )
  await expect(add(officer, uscc, hourOf(addDays(today, 11), 9))).rejects.toMatchObject(
    refused('campaign-due-passed'),
  )
  await add(officer, uscc)
  await expect(add(officer, uscc)).rejects.toMatchObject(refused('called-already'))
  const { rows: units } = await listUnits(officer.db, id, everyone)
  expect(units.map((unit) => [unit.orgId, unit.addedLater, unit.dueOn]).toSorted()).toEqual(
    [
      [orgId, false, addDays(today, 4)],
      [elsewhere, true, dueOn],
    ].toSorted(),
  )
  expect(await frame()).toEqual(before)
  const told = await worker.db
    .selectFrom('notifications')
    .select('href')
    .where('personId', '=', stranger.personId)
    .where('kind', '=', 'self_inspection.invited')
    .execute()
  expect(told).toHaveLength(2)
  expect((await trailOf(owner.db, id)).at(-1)).toBe('campaign.called_later')
  await doing(officer, (tx) => moveCampaign(tx, officer.actor, id, { move: 'cancel' }, now))
  await expect(add(officer, uscc)).rejects.toMatchObject(refused('already-moved'))
})

test('a campaign with an English title reads so in English; one without keeps its Chinese title', async () => {
  const titleOf = async (id: string, locale: string) => {
    const cookie = `${await cookieFor(worker.db, officer)}; locale=${locale}`
    const { data } = await visit(campaignPage.loader as never, { params: { campaignId: id }, cookie })
    return (data as { title: string }).title
  }
  const named = await draft({ titleEn: 'Self-inspection 2026' })
  expect([await titleOf(named, 'en'), await titleOf(named, 'zh')]).toEqual([
    'Self-inspection 2026',
    '年度自查',
  ])
  expect(await titleOf(await draft({ titleEn: '' }), 'en')).toBe('年度自查')
})

test('a scope of sectors holds their branches, and an enterprise without a sector is in none', () => {
  const its = { uscc: '', district: '370211', sector: 'C34', ownership: null, status: 'gap' }
  const scope = { districts: [], sectors: ['C'], ownerships: [], statuses: [] }
  expect(isCalled(scope, its)).toBe(true)
  expect(isCalled(scope, { ...its, sector: 'I65' })).toBe(false)
  expect(isCalled(scope, { ...its, sector: null })).toBe(false)
  expect(campaignForm.parse({ title: '年度自查', ground: '通知', categories: 'office', sectors: ['C34', 'x'], opensOn: today, dueOn })).toMatchObject({ sectors: ['C34'] }) // oxfmt-ignore
})

test('a campaign opens before its day, a form tells why computers are missing, and an order is lengthened by another', () => {
  expect(whyNotOpen({ dueOn: today, called: 1 }, today)).toBeNull()
  expect(whyNotOpen({ dueOn: addDays(today, -1), called: 1 }, today)).toBe('campaign-due-passed')

  const computers = { desktop: 20, laptop: 0, server: 0, other: 0, leased: 0, isolated: 0, inUse: 20, inventoried: 18, protected: 0 } // oxfmt-ignore
  const whyNot = (facts: Partial<typeof computers>, coverageReason: string | null = null) =>
    whyNotSubmit({ products: [], computers: { ...computers, ...facts } }, { coverageReason }, [])
  expect(whyNot({})).toBe('coverage-needs-reason')
  expect(whyNot({}, ' ')).toBe('coverage-needs-reason')
  expect(whyNot({}, '两台在外维修')).toBeNull()
  expect(whyNot({ inventoried: 19 })).toBeNull()

  const order = { extended: false, dueOn: today, issuedBy: 'one' }
  expect(whyNotExtend(order, addDays(today, 1), 'two')).toBeNull()
  expect(whyNotExtend(order, addDays(today, 1), 'one')).toBe('extender-is-issuer')
  expect(whyNotExtend(order, today, 'two')).toBe('extension-not-later')
})

test('a draft is the office’s and agencies’; a liaison sees its own enterprises alone, an enterprise itself', async () => {
  const see = async (loader: unknown, who: Someone, params: Record<string, string> = { campaignId }) =>
    visit(loader as never, { params, cookie: await cookieFor(worker.db, who) })
  const hidden = await draft()
  expect((await see(campaignPage.loader, manager, { campaignId: hidden })).status).toBe(404)
  expect((await see(campaignPage.loader, manager)).status).toBe(200)
  expect((await see(campaignsPage.loader, manager)).status).toBe(200)
  const { id } = await own()
  expect((await see(inspectionPage.loader, stranger, { selfInspectionId: id })).status).toBe(404)
  expect((await see(inspectionPage.loader, southLiaison, { selfInspectionId: id })).status).toBe(404)
  expect((await see(inspectionPage.loader, liaison, { selfInspectionId: id })).status).toBe(200)
  expect((await see(csvPage.loader, liaison)).status).toBe(200)
  const seen = await listUnits(liaison.db, campaignId, everyone)
  expect(seen.rows.map((unit) => unit.orgId)).toEqual([orgId])
  expect(await countUnits(southLiaison.db, campaignId)).toMatchObject({
    invited: 1,
    inProgress: 0,
    submitted: 0,
    late: 0,
  })
})

test('a computed cell cannot be posted, and a gap needs actions that close it in full', async () => {
  const { id } = await own()
  await expect(fill(manager, id)).rejects.toMatchObject(refused('already-moved'))
  await expect(move(stranger, id, { move: 'start' })).rejects.toMatchObject(refused('inspection-unknown'))
  await move(manager, id, { move: 'start' })
  const begun = (await findSelfInspection(manager.db, id))!.declared
  expect(begun).toMatchObject({ head: await nameOf(approver), contact: await nameOf(manager) })
  const byHand = fillingForm.safeParse({ move: 'save', isolated: '3' })
  expect(byHand.error?.issues[0]).toMatchObject({ path: ['isolatedBasis'], message: 'required' })
  expect(fillingForm.safeParse({ move: 'save', isolated: '3', isolatedBasis: '保密机房台账' }).success).toBe(
    true,
  )
  const forged = fillingForm.safeParse({ move: 'save', actions: [{ ...buying(2)[0], installed: '4' }] })
  expect(forged.error?.issues[0]?.message).toBe('computed-figure')
  await expect(sign(manager, id)).rejects.toMatchObject(refused('not-your-move'))
  await expect(sign(approver, id)).rejects.toMatchObject(refused('gap-without-action'))
  await fill(manager, id, { actions: buying(1) })
  await expect(sign(approver, id)).rejects.toMatchObject({ code: 'gap-without-action', facts: { gap: '2' } })
  await fill(manager, id, { actions: buying(2), head: '王振华', headcount: '260' })
  const cookie = await cookieFor(worker.db, approver)
  expect(
    (await visit(signaturePage.loader as never, { params: { selfInspectionId: id }, cookie })).status,
  ).toBe(200)
  expect((await findSelfInspection(manager.db, id))!.declared).toMatchObject({
    head: '王振华',
    headcount: 260,
  })
  const posted = await visit(signaturePage.action as never, {
    params: { selfInspectionId: id },
    cookie,
    form: { confirmed: 'yes' },
  })
  expect(posted).toMatchObject({ status: 302 })
  const its = await findSelfInspection(officer.db, id)
  expect(its).toMatchObject({ state: 'submitted', late: false, signedBy: approver.personId })
  expect(its!.frozen!.products).toMatchObject([{ productId: office.id, installed: 6, entitled: 4, gap: 2 }])
  expect(its!.frozen!.software).toMatchObject([
    { no: 'OF-0001', version: expect.stringContaining('2021'), sources: ['purchased'], licenses: 4, installed: 6, covered: 4, gap: 2 },
  ]) // oxfmt-ignore
  expect(its!.frozen!.groups).toEqual([
    { class: 'other', tenure: 'owned', network: 'connected', computers: 6 },
  ])
  expect(its!.frozen!.unit).toMatchObject({ districtZh: expect.any(String) })
  const findings = await owner.db
    .selectFrom('gapFindings')
    .select('productId')
    .where('orgId', '=', orgId)
    .execute()
  expect(findings).toEqual([{ productId: office.id }])
})

test('what is returned stays as it was and goes on as a new version', async () => {
  const first = await own()
  await expect(move(southLiaison, first.id, { move: 'accept' })).rejects.toMatchObject(
    refused('inspection-unknown'),
  )
  await expect(move(officer, first.id, { move: 'accept' })).rejects.toMatchObject(refused('not-your-move'))
  await move(liaison, first.id, {
    move: 'return',
    reason: null,
    lines: [
      { line: 'unit', reason: '请写明责任人' },
      { line: office.id, reason: null },
      { line: 'actions', reason: '期限太晚' },
    ],
  })
  await move(manager, first.id, { move: 'revise' })
  await expect(move(manager, first.id, { move: 'revise' })).rejects.toMatchObject(refused('already-moved'))
  const next = await own()
  expect(next.state).toBe('in_progress')
  expect(await findSelfInspection(manager.db, first.id)).toMatchObject({
    state: 'returned',
    version: 1,
    reasons: [
      { line: 'unit', reason: '请写明责任人' },
      { line: 'actions', reason: '期限太晚' },
    ],
  })
  const wordless = { move: 'return', reason: '', lines: [{ line: 'unit', reason: '' }] }
  expect(inspectionMoveForm.safeParse(wordless).success).toBe(false)
  await sign(approver, next.id, hourOf(addDays(today, 7), 9))
  expect(await findSelfInspection(manager.db, next.id)).toMatchObject({
    state: 'submitted',
    version: 2,
    late: true,
  })
})

test('a review that lets ten working days pass comes before the leader, once', async () => {
  const { id } = await own()
  expect((await listWaiting(liaison.db, liaison.actor)).find(({ kind }) => kind === 'reviews')).toMatchObject(
    { subjectId: id },
  )
  const much = new Date(now.getTime() + 40 * 86_400_000)
  await doing(clock, (tx) => escalateReviews(tx, much))
  await doing(clock, (tx) => escalateReviews(tx, much))
  const told = await worker.db
    .selectFrom('notifications')
    .select('personId')
    .where('kind', '=', 'self_inspection.review_late')
    .execute()
  expect(told).toEqual([{ personId: leader.personId }])
})

test('an accepted gap becomes an order, carried out by facts: bought, refunded, bought again', async () => {
  const { id } = await own()
  await move(liaison, id, { move: 'accept' })
  await letReact(clock.db)
  const { rows: drafts } = await sql<{ source: string; state: string; quantity: number }>`
    select source, state, quantity from demand_lines where org_id = ${orgId}`.execute(owner.db)
  const [planned] = (await findSelfInspection(manager.db, id))!.actions
  expect(planned).toMatchObject({ action: expect.stringMatching(/^(buy|join)$/) })
  expect(drafts).toEqual([{ source: 'gap', state: 'draft', quantity: planned!.quantity }])
  const [order] = await listOrders(manager.db, { q: undefined, state: undefined })
  expect(order).toMatchObject({ orgId, state: 'issued', items: 1 })
  expect(await listOrders(stranger.db, { q: undefined, state: undefined })).toEqual([])
  const step = (who: Someone, values: RectificationValues) =>
    doing(who, (tx) => moveOrder(tx, who.actor, order!.id, values, now))
  await expect(step(stranger, { move: 'submit' })).rejects.toMatchObject(refused('rectification-unknown'))
  await expect(step(officer, { move: 'accept' })).rejects.toMatchObject(refused('already-moved'))
  await expect(step(liaison, { move: 'begin', plan: '购买', owner: '林晓' })).rejects.toMatchObject(
    refused('not-your-move'),
  )
  await step(manager, { move: 'begin', plan: '购买', owner: '林晓' })
  await expect(step(approver, { move: 'submit' })).rejects.toMatchObject(refused('items-open'))
  const items = () => listItems(officer.db, order!.id)
  const [item] = await items()
  const shows = (itemId: string, note: string | null) => step(manager, { move: 'evidence', itemId, note })
  await expect(shows(item!.id, null)).rejects.toMatchObject(refused('evidence-missing'))
  await expect(shows(order!.id, '已付款')).rejects.toMatchObject(refused('item-unknown'))
  const right = await estate.entitle(office, { quantity: 2 })
  expect(await items()).toMatchObject([{ have: 2, met: true, state: 'met' }])
  await step(approver, { move: 'submit' })
  await owner.db.updateTable('entitlements').set({ state: 'revoked' }).where('id', '=', right).execute()
  expect(await items()).toMatchObject([{ have: 0, state: 'open' }])
  await expect(step(second, { move: 'accept' })).rejects.toMatchObject(refused('items-not-met'))
  await step(second, { move: 'return', reason: '授权已撤销' })
  await expect(
    step(liaison, { move: 'extend', dueOn: addDays(today, 90), reason: '供货' }),
  ).rejects.toMatchObject(refused('not-your-move'))
  await step(second, { move: 'extend', dueOn: addDays(today, 90), reason: '供货顺延' })
  expect(await items()).toMatchObject([{ dueOn: addDays(today, 90) }])
  await expect(
    step(officer, { move: 'extend', dueOn: addDays(today, 99), reason: '再延' }),
  ).rejects.toMatchObject(refused('extended-already'))
  await estate.entitle(office, { quantity: 2 })
  await step(approver, { move: 'submit' })
  const told = await worker.db
    .selectFrom('notifications')
    .select('personId')
    .where('kind', '=', 'rectification.submitted')
    .execute()
  expect(told.map(({ personId }) => personId)).toEqual(
    expect.arrayContaining([officer.personId, inspector.personId]),
  )
  await step(officer, { move: 'accept' })
  expect(await trailOf(owner.db, order!.id)).toEqual([
    'rectification.issued',
    'rectification.begun',
    'rectification.submitted',
    'rectification.returned',
    'rectification.extended',
    'rectification.submitted',
    'rectification.accepted',
  ])
  expect(await trailOf(owner.db, id)).toEqual([
    'self_inspection.started',
    'self_inspection.submitted',
    'self_inspection.review_late',
    'self_inspection.accepted',
  ])
  const cookie = await cookieFor(worker.db, manager)
  const params = { rectificationId: order!.id }
  expect((await visit(orderPage.loader as never, { params, cookie })).status).toBe(200)
  expect(
    (await visit(orderPage.loader as never, { params, cookie: await cookieFor(worker.db, stranger) })).status,
  ).toBe(404)
})

test('whoever has not handed in is reminded once per threshold, and by hand at a click', async () => {
  const kinds = async () => {
    const rows = await worker.db
      .selectFrom('notifications')
      .select('kind')
      .where('personId', '=', stranger.personId)
      .orderBy('id')
      .execute()
    return rows.map(({ kind }) => kind)
  }
  const tick = (day: number) => doing(clock, (tx) => remindOfCampaigns(tx, hourOf(addDays(today, day), 9.5)))
  await tick(3)
  await tick(3)
  await tick(11)
  expect((await kinds()).filter((kind) => kind !== 'self_inspection.invited')).toEqual([
    'self_inspection.due',
    'self_inspection.late',
  ])
  await doing(southLiaison, (tx) => moveCampaign(tx, southLiaison.actor, campaignId, { move: 'remind' }, now))
  expect((await kinds()).at(-1)).toBe('self_inspection.reminded')
  await expect(
    doing(liaison, (tx) => moveCampaign(tx, liaison.actor, campaignId, { move: 'remind' }, now)),
  ).rejects.toMatchObject(refused('nobody-to-remind'))
  await doing(officer, (tx) => moveCampaign(tx, officer.actor, campaignId, { move: 'close' }, now))
  const { id } = await own(elsewhere)
  await expect(move(stranger, id, { move: 'start' })).rejects.toMatchObject(refused('already-moved'))
})

test('an order’s day is announced, its passing told, and after ten days it is the office’s', async () => {
  await owner.db.insertInto('rectifications').values({
    orgId, sourceKind: 'inspection', sourceId: orgId, state: 'issued', dueOn: today, issuedAt: now, issuedBy: officer.personId,
  }).execute() // oxfmt-ignore
  const tick = (day: number) => doing(clock, (tx) => noticeOrders(tx, hourOf(addDays(today, day), 9.5)))
  for (const day of [-7, 0, 0, 1, 10]) await tick(day)
  const rows = await worker.db
    .selectFrom('notifications')
    .select('kind')
    .where('personId', '=', manager.personId)
    .where('kind', 'like', 'rectification.%due')
    .orderBy('id')
    .execute()
  expect(rows.map(({ kind }) => kind)).toEqual([
    'rectification.due',
    'rectification.due',
    'rectification.overdue',
    'rectification.overdue',
  ])
  const office = await worker.db
    .selectFrom('notifications')
    .select('personId')
    .where('kind', '=', 'rectification.long_overdue')
    .execute()
  expect(office.length).toBeGreaterThan(0)
})

test('whoever signs sees what changed since the form before: what came, what went, and what is the same is left out', () => {
  const row = (productId: string, installed: number, entitled: number, gap: number) =>
    ({ productId, nameZh: productId, nameEn: productId, slug: productId, installed, entitled, gap }) as never
  const changes = changesSince([row('a', 3, 3, 0), row('b', 2, 1, 1)], [row('a', 3, 3, 0), row('c', 4, 0, 4)])
  expect(changes.map(({ productId, before, now: present }) => [productId, before.gap, present.gap])).toEqual([
    ['c', 0, 4],
    ['b', 1, 0],
  ])
})

test('a line of the form names the source of its right; what nobody bought names none, what came with the machine does', () => {
  const its = {
    no: 'OS-0001', productId: 'p', category: 'operating-system', nameZh: '', nameEn: '', domestic: false, version: '', versionEn: '',
    sourceClass: 'commercial' as const, installed: 5, covered: 2, unclear: 1, licenses: 2, used: 2, sets: 1, terms: ['2027-01-01', ''],
    licenseNos: [], suppliers: [], unitPrices: [], amount: '120000', purchasedOn: [], contractNos: [], invoiceNos: [], evidence: ['PR-1'],
    sourceTypes: ['purchased', 'upgraded'] as ('purchased' | 'upgraded')[],
  } // oxfmt-ignore
  const lines = softwareFigures(
    [
      its,
      {
        ...its,
        no: 'OS-0002',
        sourceTypes: [],
        sourceClass: 'preinstalled',
        terms: ['2027-01-01', '2026-01-01'],
      },
      { ...its, no: 'OS-0003', sourceTypes: [], terms: [] },
      { ...its, no: 'DE-0001', category: 'design' },
    ],
    ['office', 'operating-system'],
  )
  expect(lines.map(({ no, sources, gap, validUntil }) => [no, sources, gap, validUntil])).toEqual([
    ['OS-0001', ['purchased', 'upgraded'], 2, null],
    ['OS-0002', ['preinstalled'], 2, '2027-01-01'],
    ['OS-0003', [], 2, null],
  ])
})

test('a long list of enterprises is read page by page, each enterprise once and the total on every page', async () => {
  const id = await draft({ titleEn: '' })
  await open(officer, id)
  const whole = await listUnits(officer.db, id, everyone, null)
  expect(whole.rows.length).toBeGreaterThan(1)
  const read: string[] = []
  let after: string | undefined
  do {
    const page = await listUnits(officer.db, id, { ...everyone, after }, 1)
    expect(page).toMatchObject({ total: whole.total, rows: [expect.anything()] })
    read.push(...page.rows.map(({ orgId: one }) => one))
    after = page.next ?? undefined
  } while (after)
  expect(read).toEqual(whole.rows.map(({ orgId: one }) => one))
})
