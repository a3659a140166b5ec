import { expect, test } from 'vitest'
import { eraseCase } from '~/mediation/erasing.server'
import { doMatterDeed } from '~/mediation/matters/doing.server'
import type { MatterDeed } from '~/mediation/matters/form'
import { complain, raiseWorkload } from '~/mediation/matters/opening.server'
import { readComplaints, readMatter, readMatters } from '~/mediation/matters/reading.server'
import { stepBack } from '~/mediation/mediators/mandate.server'
import * as complaintsPage from '~/mediation/pages/complaints'
import * as matterPage from '~/mediation/pages/matter'
import * as mattersPage from '~/mediation/pages/matters'
import { actingAs } from '~db/tenant'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner, worker } = database
servePages(database.app.pool)
const disputes = disputesOf(database)
const { work } = disputes

const decided: MatterDeed = { move: 'decide', outcome: 'partly', summary: '已提醒调解员按时答复' }

/** A case in mediation whose claimant complains of the mediator. */
async function aComplaint() {
  const its = await disputes.aMediation()
  const complains = (who: Someone, mediatorId = its.mediator.personId) =>
    work(who, (tx) => complain(tx, its.caseId, { mediatorId, text: '三次没有按时到会' }, new Date()))
  await complains(its.claimant)
  const { no, id } = await owner.db
    .selectFrom('bodyMatters')
    .where('caseId', '=', its.caseId)
    .select(['no', 'id'])
    .executeTakeFirstOrThrow()
  const does = (who: Someone, deed: MatterDeed) =>
    work(who, (tx) => doMatterDeed(tx, who.actor, its.orgId, no, deed))
  const reads = (who: Someone) => readMatter(who.db, who.actor, its.orgId, no)
  const own = async (who: Someone) => (await readComplaints(who.db, its.caseId))?.complaints
  return { ...its, no, matterId: id, complains, does, reads, own, head: its.registrar }
}

const noticesOf = (who: Someone) =>
  owner.db
    .selectFrom('notifications')
    .where('personId', '=', who.personId)
    .select(['kind', 'href', 'facts'])
    .orderBy('id', 'desc')
    .execute()

test('a complaint is read by the head and the mediator; who complained sees that it was received, and at the end the summary', async () => {
  const its = await aComplaint()
  const clerk = await disputes.someone('mediation_body', ['registrar'], its.orgId)
  expect((await its.reads(its.head))?.matter).toMatchObject({ kind: 'complaint', text: '三次没有按时到会' })
  await its.does(its.mediator, { move: 'send', body: '当天在外地开庭' })
  expect((await its.reads(its.head))?.messages.map(({ body }) => body)).toEqual(['当天在外地开庭'])
  for (const who of [its.claimant, its.respondent, clerk, its.mediators[1]!, await disputes.anOfficer()]) {
    expect(await its.reads(who)).toBeUndefined()
    expect(await who.db.selectFrom('messages').select('id').execute()).toEqual([])
  }
  expect(await its.own(its.claimant)).toMatchObject([
    { text: '三次没有按时到会', closedAt: null, summary: null },
  ])
  expect(await its.own(its.respondent)).toEqual([])
  expect(await its.own(its.mediator)).toBeUndefined()

  await its.does(its.head, decided)
  expect(await its.own(its.claimant)).toMatchObject([{ outcome: 'partly', summary: '已提醒调解员按时答复' }])
  expect((await noticesOf(its.claimant))[0]).toMatchObject({
    kind: 'case.news',
    href: `/cases/${its.caseId}/complaints`,
  })
})

test('what tells the head and the mediator of a matter says the body’s name and the way, nothing of the case', async () => {
  const its = await aComplaint()
  const { name } = await owner.db
    .selectFrom('organizations')
    .where('id', '=', its.orgId)
    .select('name')
    .executeTakeFirstOrThrow()
  for (const who of [its.head, its.mediator]) {
    const [notice] = await noticesOf(who)
    expect(notice).toMatchObject({ kind: 'body.matter', href: `/bodies/${its.orgId}/matters/${its.no}` })
    expect(Object.values(notice!.facts as Record<string, string>)).toEqual([name, name])
  }
  for (const who of [its.respondent, its.mediators[1]!])
    expect((await noticesOf(who)).filter(({ kind }) => kind === 'body.matter')).toEqual([])
})

test('one complaint of a mediator at a time, and of nobody who has not mediated the case', async () => {
  const its = await aComplaint()
  await expect(its.complains(its.claimant)).rejects.toMatchObject({ message: 'complaint-open' })
  await its.complains(its.respondent)
  await expect(its.complains(its.respondent, its.mediators[1]!.personId)).rejects.toMatchObject({
    message: 'complained-of-whom',
  })
  await expect(its.complains(its.mediator)).rejects.toMatchObject({ code: 'case-unknown' })
  await its.does(its.head, decided)
  await work(its.mediator, (tx) => stepBack(tx, its.mediator.actor, its.caseId))
  await its.complains(its.claimant)
  expect(await its.own(its.claimant)).toHaveLength(2)
})

test('the head alone ends a complaint, with its summary, once, and none about oneself', async () => {
  const its = await aComplaint()
  await expect(its.does(its.mediator, decided)).rejects.toMatchObject({ message: 'matter-of-head' })
  await expect(its.does(its.head, { move: 'close' })).rejects.toMatchObject({ code: 'summary-missing' })
  const foreign = (await disputes.aBody()).registrar
  await expect(its.does(foreign, decided)).rejects.toMatchObject({ code: 'matter-unknown' })
  const { orgId: organizationId, personId } = its.mediator
  const identity = { organizationId, personId, roles: ['mediator', 'registrar', 'head'] as const, actorKind: 'mediation_body', requestId: null } as const // oxfmt-ignore
  const both = { ...its.mediator, db: actingAs(database.app.pool, identity) }
  await expect(its.does(both, decided)).rejects.toMatchObject({ message: 'matter-of-head' })
  await its.does(its.head, decided)
  await expect(its.does(its.head, decided)).rejects.toMatchObject({ message: 'matter-closed' })
  await expect(its.does(its.mediator, { move: 'send', body: '还有一点' })).rejects.toMatchObject({
    code: 'channel-closed',
  })
})

test('whoever becomes head reads what is open, and whoever was does not any more', async () => {
  const its = await aComplaint()
  const next = await disputes.someone('mediation_body', ['registrar', 'head'], its.orgId)
  expect((await its.reads(next))?.readers.map(({ id }) => id).toSorted()).toEqual(
    [next.personId, its.head.personId, its.mediator.personId].toSorted(),
  )
  await owner.db
    .updateTable('members')
    .set({ roles: ['registrar'] })
    .where('personId', '=', its.head.personId)
    .execute()
  expect(await its.reads(its.head)).toBeUndefined()
  expect(await its.reads(next)).toBeDefined()
})

test('a mediator and the head settle a workload without any case; a mediator raises only their own', async () => {
  const { orgId, registrar: head, mediators } = await disputes.aBody()
  const [one, other] = mediators as [Someone, Someone]
  const raises = (who: Someone, mediatorId?: string) =>
    work(who, (tx) => raiseWorkload(tx, who.actor, orgId, { mediatorId, text: '在办太多' }))
  const no = await raises(one)
  await raises(head, other.personId)
  await expect(raises(one, other.personId)).rejects.toMatchObject({ message: 'matter-unknown' })
  await expect(raises(head, head.personId)).rejects.toMatchObject({ message: 'matter-unknown' })
  const listed = async (who: Someone) => (await readMatters(who.db, who.actor, orgId))!.matters
  expect((await listed(head)).map(({ mediatorId }) => mediatorId).toSorted()).toEqual(
    [one.personId, other.personId].toSorted(),
  )
  expect((await listed(one)).map((matter) => matter.no)).toEqual([no])
  expect(await readMatters(one.db, one.actor, (await disputes.aBody()).orgId)).toBeUndefined()
  await work(head, (tx) => doMatterDeed(tx, head.actor, orgId, no, { move: 'close' }))
  expect((await listed(one))[0]!.closedAt).not.toBeNull()
})

test('when a case is erased what was complained of in it goes too', async () => {
  const its = await aComplaint()
  await its.does(its.mediator, { move: 'send', body: '当天在外地开庭' })
  await its.does(its.head, decided)
  await worker.db.transaction().execute((tx) => eraseCase(tx, its.caseId))
  for (const table of ['bodyMatters', 'channels', 'messages'] as const)
    expect(
      await owner.db
        .selectFrom(table)
        .select('id')
        .$if(table === 'bodyMatters', (query) => query.where('id', '=', its.matterId))
        .$if(table === 'channels', (query) => query.where('no', '=', its.no))
        .$if(table === 'messages', (query) => query.where('authorId', '=', its.mediator.personId))
        .execute(),
      table,
    ).toEqual([])
})

test('the pages keep what was typed, lead on, and are nobody else’s', async () => {
  const its = await disputes.aMediation()
  const at = { params: { caseId: its.caseId } }
  const form = { move: 'complain', mediatorId: its.mediator.personId, text: '' }
  const cookie = await cookieFor(worker.db, its.claimant)
  expect(await visit(complaintsPage.action, { ...at, cookie, form })).toMatchObject({
    status: 422,
    data: { problems: [{ field: 'text' }] },
  })
  const sent = await visit(complaintsPage.action, { ...at, cookie, form: { ...form, text: '没有回应' } })
  expect(sent).toMatchObject({ status: 302, location: `/cases/${its.caseId}/complaints?done=complained` })
  const again = await visit(complaintsPage.action, { ...at, cookie, form: { ...form, text: '又一件' } })
  expect(again.data).toMatchObject({ refusal: { code: 'complaint-open' }, values: { text: '又一件' } })
  const registrar = await cookieFor(worker.db, its.registrar)
  expect((await visit(complaintsPage.loader, { ...at, cookie: registrar })).status).toBe(404)

  const { no } = await owner.db
    .selectFrom('bodyMatters')
    .where('caseId', '=', its.caseId)
    .select('no')
    .executeTakeFirstOrThrow()
  const matter = { params: { bodyId: its.orgId, no: String(no) } }
  const decides = { move: 'decide', outcome: '', summary: '已提醒' }
  expect(
    (await visit(matterPage.action, { ...matter, cookie: registrar, form: decides })).data,
  ).toMatchObject({ problems: [{ field: 'outcome' }], values: { summary: '已提醒' } })
  expect(
    await visit(matterPage.action, {
      ...matter,
      cookie: registrar,
      form: { ...decides, outcome: 'upheld' },
    }),
  ).toMatchObject({ status: 302, location: `/bodies/${its.orgId}/matters/${no}?done=matter-decided` })
  const raised = await visit(mattersPage.action, {
    params: { bodyId: its.orgId },
    cookie: await cookieFor(worker.db, its.mediator),
    form: { move: 'raise', text: '十二月请少安排' },
  })
  expect(raised.location).toMatch(
    new RegExp(`^/bodies/${its.orgId}/matters/[1-9]\\d{5}\\?done=matter-raised$`),
  )
})
