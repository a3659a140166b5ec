import { expect, test } from 'vitest'
import {
  answerNotice,
  askCorrection,
  askRemoval,
  moveEntry,
  proposeEntry,
} from '~/compliance/blacklist/commands.server'
import { correctionDue } from '~/compliance/blacklist/due-process'
import { entryForm, proposalForm, type EntryValues } from '~/compliance/blacklist/form'
import * as csvPage from '~/compliance/blacklist/pages/blacklist-csv'
import * as publicPage from '~/compliance/blacklist/pages/blacklist'
import * as deskPage from '~/compliance/blacklist/pages/desk'
import * as entryPage from '~/compliance/blacklist/pages/entry-desk'
import * as hearingPage from '~/compliance/blacklist/pages/hearing'
import { listPublic } from '~/compliance/blacklist/queries.server'
import { offerRemovals } from '~/compliance/blacklist/removals.server'
import { loadCalendar } from '~/kernel/calendar.server'
import { readFile } from '~/kernel/files.server'
import { addDays, dayOf, startOf } from '~/kernel/workdays'
import { listWaiting } from '~/program/waiting.server'
import { aDatabase } from '../support/database'
import { aDelivery } from '../support/deliveries'
import { aProduct } from '../support/estate'
import { anOffice } from '../support/office'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { app, owner, worker } = database
servePages(app.pool)
const { officer, second, auditor, inspector, liaison, office, someone, anEnterpriseIn, clock } =
  await anOffice(database)
const third = await someone('agency', ['officer'], office)
const product = await aProduct(database)
const orgId = await anEnterpriseIn('370202')
const head = await someone('enterprise', ['approver'], orgId)
const manager = await someone('enterprise', ['asset_manager'], orgId)
const stranger = await someone('enterprise', ['approver'])
const { uscc } = await owner.db
  .selectFrom('organizations')
  .select('uscc')
  .where('id', '=', orgId)
  .executeTakeFirstOrThrow()

const now = new Date()
const ago = (days: number) => new Date(startOf(addDays(dayOf(now), -days)).getTime() + 10 * 3_600_000)
const doing = <T>(who: Someone, work: (tx: Someone['db']) => Promise<T>) => who.db.transaction().execute(work)
const file = () => new File([new TextEncoder().encode('%PDF-1.7 处罚决定书')], '处罚决定书.pdf')
let count = 0
const propose = (who: Someone, facts: Record<string, unknown> = {}) =>
  doing(who, (tx) =>
    proposeEntry(tx, who.actor, proposalForm.parse({
      uscc, decisionNo: `海文罚〔2026〕${(count += 1)}号`, authority: '海曲市文化局', decidedOn: addDays(dayOf(now), -200),
      ground: '使用未经授权的办公软件', products: [product.id], file: file(), ...facts,
    }), now),
  ) // oxfmt-ignore
const move = (who: Someone, id: string, values: EntryValues, at = now) =>
  doing(who, (tx) => moveEntry(tx, who.actor, id, entryForm.parse(values), at))
const refused = (code: string) => ({ code })
const notice = { move: 'notice', finalOn: addDays(dayOf(now), -100) } as const
const list = { move: 'list', considered: '企业未提出异议' } as const

/** An entry that has been public for two weeks. */
async function listed(facts = {}) {
  const id = await propose(officer, facts)
  await move(officer, id, notice, ago(40))
  await move(second, id, list, ago(15))
  return id
}

test('a decision is proposed once, by officers and inspectors, on a verified enterprise’s own credit code', async () => {
  await expect(propose(liaison)).rejects.toMatchObject(refused('not-your-move'))
  await expect(propose(head)).rejects.toMatchObject(refused('not-your-move'))
  await expect(propose(officer, { uscc: '91350100M000100Y43' })).rejects.toMatchObject(
    refused('organization-unknown'),
  )
  await expect(propose(officer, { decidedOn: addDays(dayOf(now), 1) })).rejects.toMatchObject(
    refused('decision-to-come'),
  )
  const decisionNo = '海文罚〔2026〕99号'
  const id = await propose(inspector, { decisionNo })
  await expect(propose(officer, { decisionNo })).rejects.toMatchObject(refused('proposed-already'))
  await move(officer, id, { move: 'drop', reason: '提议有误' })
  await propose(officer, { decisionNo })
})

test('no listing without notice, a hearing, another officer and the answer considered', async () => {
  const id = await propose(officer)
  await expect(move(second, id, list)).rejects.toMatchObject(refused('already-moved'))
  await expect(move(second, id, { move: 'notice', finalOn: addDays(dayOf(now), 1) })).rejects.toMatchObject(
    refused('decision-not-final'),
  )
  await expect(move(inspector, id, notice)).rejects.toMatchObject(refused('not-your-move'))
  await move(officer, id, notice)
  await expect(move(second, id, list)).rejects.toMatchObject(refused('notice-period-runs'))
  const over = new Date(now.getTime() + 30 * 86_400_000)
  await expect(move(officer, id, list, over)).rejects.toMatchObject(refused('lister-is-proposer'))
  await move(second, id, list, over)
  expect(await listPublic(officer.db)).toEqual([])
})

test('the database refuses what the rule refuses, whoever writes', async () => {
  const id = await propose(officer)
  await move(officer, id, notice)
  const force = (set: Record<string, unknown>) =>
    second.db.updateTable('blacklistEntries').set(set).where('id', '=', id).execute()
  const facts = { state: 'listed', considered: '无', listedAt: now, publicAt: now, reviewOn: dayOf(now) }
  await expect(force({ ...facts, listedBy: officer.personId })).rejects.toThrow()
  await expect(force({ ...facts, listedBy: second.personId })).rejects.toThrow()
  await expect(force({ decisionNo: '另一文号' })).rejects.toThrow(/permission denied/)
})

test('the enterprise is heard within its time, by its head or approver alone', async () => {
  const id = await propose(officer)
  const answer = (who: Someone, at = now) =>
    doing(who, (tx) => answerNotice(tx, who.actor, id, '已于八月整改', at))
  await expect(answer(head)).rejects.toMatchObject(refused('entry-unknown'))
  await move(officer, id, notice)
  await expect(answer(manager)).rejects.toMatchObject(refused('not-your-move'))
  await expect(answer(stranger)).rejects.toMatchObject(refused('entry-unknown'))
  await expect(answer(head, new Date(now.getTime() + 30 * 86_400_000))).rejects.toMatchObject(
    refused('answer-too-late'),
  )
  await answer(head)
  const told = await worker.db
    .selectFrom('notifications')
    .select('personId')
    .where('kind', '=', 'blacklist.noticed')
    .execute()
  expect(told.map(({ personId }) => personId)).toEqual(
    expect.arrayContaining([head.personId, manager.personId]),
  )
})

test('what is public from nine o’clock on is gone with the second consent, and each page shows its own', async () => {
  const id = await listed()
  const shown = async () => JSON.stringify((await visit(publicPage.loader as never)).data)
  expect(await shown()).toContain(uscc)
  expect(await shown()).not.toContain(officer.personId)
  expect((await visit(csvPage.loader as never)).status).toBe(200)
  const see = async (loader: unknown, who: Someone, entryId = id) =>
    (await visit(loader as never, { params: { entryId }, cookie: await cookieFor(worker.db, who) })).status
  const drafted = await propose(officer)
  expect(await see(hearingPage.loader, manager)).toBe(200)
  expect(await see(hearingPage.loader, manager, drafted)).toBe(404)
  expect(await see(hearingPage.loader, stranger)).toBe(404)
  expect(await see(entryPage.loader, officer)).toBe(200)
  expect(await see(entryPage.loader, auditor)).toBe(200)
  expect(await see(entryPage.loader, liaison)).toBe(403)
  expect(await see(deskPage.loader, manager)).toBe(404)
  const { fileId } = await owner.db
    .selectFrom('blacklistEntries')
    .select('fileId')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(await readFile(second.db, fileId!)).toBeDefined()
  expect(await readFile(manager.db, fileId!)).toBeDefined()
  expect(await readFile(stranger.db, fileId!)).toBeUndefined()
  const remove = (who: Someone, ground: 'annulled' | 'rectified' = 'annulled') =>
    move(who, id, { move: 'remove', ground })
  await expect(remove(officer)).rejects.toMatchObject(refused('remover-is-proposer'))
  await expect(remove(second, 'rectified')).rejects.toMatchObject(refused('not-rectified'))
  await remove(second)
  await expect(remove(second)).rejects.toMatchObject(refused('second-person-needed'))
  expect(await shown()).toContain(uscc)
  await remove(third)
  expect(await shown()).not.toContain(uscc)
  expect(await see(hearingPage.loader, manager)).toBe(200)
})

test('who is listed asks for a correction and is answered in five working days; its entry is not otherwise its own to write', async () => {
  const id = await listed()
  const ask = (who: Someone, at = now) =>
    doing(who, (tx) => askCorrection(tx, who.actor, id, '决定书认定的是两台计算机，不是全部', at))
  await expect(ask(stranger)).rejects.toMatchObject(refused('entry-unknown'))
  await expect(move(officer, id, { move: 'refuse_correction', reason: '无误' })).rejects.toMatchObject(
    refused('already-moved'),
  )
  const cookie = await cookieFor(worker.db, head)
  const form = { move: 'ask_correction', asked: '决定书认定的是两台计算机，不是全部' }
  expect((await visit(hearingPage.action as never, { params: { entryId: id }, cookie, form })).status).toBe(
    302,
  )
  await expect(ask(head)).rejects.toMatchObject(refused('already-moved'))
  const own = () =>
    owner.db.selectFrom('blacklistEntries').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const { correctionAskedAt, correctionDue: due } = await own()
  expect(due).toEqual(correctionDue(correctionAskedAt!, await loadCalendar(owner.db)))
  const waiting = await listWaiting(second.db, second.actor)
  expect(waiting.find(({ kind }) => kind === 'blacklist-entries')).toBeDefined()
  await move(second, id, { move: 'refuse_correction', reason: '与决定书一致' })
  expect(await own()).toMatchObject({ correctionRefused: '与决定书一致' })
  await ask(head)
  await move(officer, id, { move: 'correct', correction: '两台计算机使用未经授权的软件' })
  await move(second, id, { move: 'confirm_correction' })
  expect(await own()).toMatchObject({ ground: '两台计算机使用未经授权的软件', correctionAsked: null })
  await expect(
    head.db.updateTable('blacklistEntries').set({ ground: '没有违法' }).where('id', '=', id).execute(),
  ).rejects.toThrow('not-your-move')
})

test('a correction takes two persons and is dated; a year’s review keeps once', async () => {
  const id = await listed()
  await move(officer, id, { move: 'correct', correction: '使用未经授权的设计软件' })
  await expect(move(officer, id, { move: 'confirm_correction' })).rejects.toMatchObject(
    refused('second-person-needed'),
  )
  await move(second, id, { move: 'confirm_correction' })
  const row = (await listPublic(officer.db)).find(({ ground }) => ground === '使用未经授权的设计软件')
  expect(row?.correctedOn).toBe(dayOf(now))
  await move(officer, id, { move: 'keep', reason: '尚未整改' })
  await expect(move(second, id, { move: 'keep', reason: '尚未整改' })).rejects.toMatchObject(
    refused('reviewed-already'),
  )
})

test('removal is offered in the minute the second fact arrives, and asked for by the enterprise before that in vain', async () => {
  const { buyer, productId } = await aDelivery(database)
  const approver = await someone('enterprise', ['approver'], buyer.orgId)
  const of = await owner.db
    .selectFrom('organizations')
    .select('uscc')
    .where('id', '=', buyer.orgId)
    .executeTakeFirstOrThrow()
  const id = await listed({ uscc: of.uscc, products: [productId] })
  const ask = (who: Someone) => doing(who, (tx) => askRemoval(tx, who.actor, id, now))
  const offered = async () => {
    await doing(clock, (tx) => offerRemovals(tx))
    const row = await owner.db
      .selectFrom('blacklistEntries')
      .select('removalAskedAt')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return row.removalAskedAt !== null
  }
  await expect(ask(approver)).rejects.toMatchObject(refused('removal-facts-missing'))
  expect(await offered()).toBe(false)
  await owner.db.insertInto('rectifications').values({
    orgId: buyer.orgId, sourceKind: 'inspection', sourceId: id, state: 'accepted', dueOn: dayOf(now), decidedAt: now,
  }).execute() // oxfmt-ignore
  expect(await offered()).toBe(true)
  await expect(ask(approver)).rejects.toMatchObject(refused('already-moved'))
  await move(second, id, { move: 'remove', ground: 'rectified' })
  await expect(move(third, id, { move: 'remove', ground: 'annulled' })).rejects.toMatchObject(
    refused('removal-ground-differs'),
  )
  await move(third, id, { move: 'remove', ground: 'rectified' })
})
