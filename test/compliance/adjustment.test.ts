import { expect, test } from 'vitest'
import { moveAdjustment, openDue } from '~/compliance/blacklist/adjustment.server'
import { adjustmentDue, suggestedOutcome } from '~/compliance/blacklist/adjusting'
import { listAdjustments, listReviewed } from '~/compliance/blacklist/adjustments.server'
import { moveEntry, proposeEntry } from '~/compliance/blacklist/commands.server'
import { type AdjustmentValues, adjustmentForm, proposalForm } from '~/compliance/blacklist/form'
import * as page from '~/compliance/blacklist/pages/adjustment'
import * as publicPage from '~/compliance/blacklist/pages/blacklist'
import { addDays, dayOf, hourOf, startOf } from '~/kernel/workdays'
import { aDatabase } from '../support/database'
import { anOffice } from '../support/office'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { app, owner, worker } = database
servePages(app.pool)
const { officer, second, inspector, liaison, someone, office, anEnterpriseIn, clock } =
  await anOffice(database)
const third = await someone('agency', ['officer'], office)
const now = new Date()
const year = Number(dayOf(now).slice(0, 4))
const ago = (days: number) => new Date(startOf(addDays(dayOf(now), -days)).getTime() + 10 * 3_600_000)
const doing = <T>(who: Someone, work: (tx: Someone['db']) => Promise<T>) => who.db.transaction().execute(work)
const refused = (code: string) => ({ code })
const move = (who: Someone, values: AdjustmentValues, at = now) =>
  doing(who, (tx) => moveAdjustment(tx, who.actor, adjustmentForm.parse(values), at))

let count = 0
/** An enterprise that has been on the list for two weeks. */
async function listed() {
  const orgId = await anEnterpriseIn('370202')
  const head = await someone('enterprise', ['approver'], orgId)
  const { uscc } = await owner.db
    .selectFrom('organizations')
    .select('uscc')
    .where('id', '=', orgId)
    .executeTakeFirstOrThrow()
  const id = await doing(officer, (tx) =>
    proposeEntry(tx, officer.actor, proposalForm.parse({
      uscc, decisionNo: `海文罚〔2026〕${(count += 1)}号`, authority: '海曲市文化局', decidedOn: addDays(dayOf(now), -200),
      ground: '使用未经授权的办公软件', file: new File([new TextEncoder().encode('%PDF-1.7 处罚决定书')], '处罚决定书.pdf'),
    }), now)) // oxfmt-ignore
  await doing(officer, (tx) =>
    moveEntry(tx, officer.actor, id, { move: 'notice', finalOn: addDays(dayOf(now), -100) }, ago(40)),
  )
  await doing(second, (tx) =>
    moveEntry(tx, second.actor, id, { move: 'list', considered: '企业未提出异议' }, ago(15)),
  )
  return { id, head, uscc }
}

test('the calendar opens a year’s adjustment on 1 December, in Shanghai, once', async () => {
  expect(adjustmentDue(hourOf('2026-11-30', 23))).toBeNull()
  expect(adjustmentDue(hourOf('2026-12-01', 0))).toBe(2026)
  expect(adjustmentDue(hourOf('2026-12-31', 23))).toBe(2026)
  const tick = (at: Date) => clock.db.transaction().execute((tx) => openDue(tx, at))
  await tick(hourOf(`${year - 1}-11-30`, 12))
  expect(await listAdjustments(officer.db)).toEqual([])
  for (const _ of [1, 2]) await tick(hourOf(`${year - 1}-12-01`, 9))
  expect(await listAdjustments(officer.db)).toMatchObject([{ year: year - 1, state: 'open' }])
  await expect(move(officer, { move: 'open', year: year - 1 })).rejects.toMatchObject(
    refused('adjustment-opened'),
  )
  const [its] = await listAdjustments(officer.db)
  await move(officer, { move: 'submit', note: '本年度没有列入的单位' })
  await move(second, { move: 'publish' })
  expect(await trailOf(owner.db, its!.id)).toEqual([
    'blacklist.adjustment_opened',
    'blacklist.adjustment_submitted',
    'blacklist.adjusted',
  ])
  await expect(move(officer, { move: 'publish' })).rejects.toMatchObject(refused('adjustment-unknown'))
})

test('what was put right and bought is suggested for removal, all else stays', () => {
  expect(suggestedOutcome({ rectified: true, bought: true })).toBe('remove')
  expect(suggestedOutcome({ rectified: true, bought: false })).toBe('keep')
  expect(suggestedOutcome({ rectified: false, bought: true })).toBe('keep')
})

test('every entry is kept or removed with a reason before one officer submits and another publishes, with the figures', async () => {
  await owner.db
    .updateTable('blacklistAdjustments')
    .set({ publishedAt: ago(300) })
    .execute()
  const [stays, goes] = [await listed(), await listed()]
  await expect(move(liaison, { move: 'open', year })).rejects.toMatchObject(refused('not-your-move'))
  await move(officer, { move: 'open', year })
  const submit = { move: 'submit', note: '按年度复核结果公布调整后的名单' } as const
  await expect(move(officer, submit)).rejects.toMatchObject(refused('entries-unreviewed'))
  await move(officer, { move: 'keep', entryId: stays.id, reason: '整改尚未验收' })
  await expect(move(officer, submit)).rejects.toMatchObject(refused('entries-unreviewed'))
  for (const who of [second, third])
    await doing(who, (tx) => moveEntry(tx, who.actor, goes.id, { move: 'remove', ground: 'annulled' }, now))
  const shown = async () => JSON.stringify((await visit(publicPage.loader as never)).data)
  await move(officer, submit)
  expect(await shown()).not.toContain('按年度复核结果')
  await expect(move(officer, { move: 'publish' })).rejects.toMatchObject({ message: 'second-person-needed' })
  await move(second, { move: 'return', reason: '公告正文请写明年度' })
  await move(officer, { ...submit, note: `${year} 年度名单经复核调整` })
  await move(second, { move: 'publish' })

  const [its] = await listAdjustments(officer.db)
  expect(its).toMatchObject({ year, state: 'published', kept: 1, removed: 1, added: 1 })
  expect(await shown()).toContain(`${year} 年度名单经复核调整`)
  expect(await shown()).not.toContain(goes.uscc)
  expect(await shown()).not.toContain(officer.personId)
  expect((await listReviewed(officer.db, its!)).find(({ id }) => id === goes.id)).toMatchObject({
    state: 'removed',
    outcome: 'remove',
  })
  const told = await worker.db
    .selectFrom('notifications')
    .select('personId')
    .where('kind', '=', 'blacklist.kept')
    .execute()
  expect(told).toEqual([{ personId: stays.head.personId }])
})

test('the database refuses a publication by a request, and the page is the office’s alone', async () => {
  await owner.db
    .insertInto('blacklistAdjustments')
    .values({ year: year + 1 })
    .execute()
  const force = second.db
    .updateTable('blacklistAdjustments')
    .set({ state: 'published', publishedAt: now })
    .where('year', '=', year + 1)
  await expect(force.execute()).rejects.toThrow(/permission denied/)
  const see = async (who: Someone) =>
    (await visit(page.loader as never, { cookie: await cookieFor(worker.db, who) })).status
  expect(await see(officer)).toBe(200)
  expect(await see(inspector)).toBe(200)
  expect(await see(liaison)).toBe(403)
  expect(await see(await someone('enterprise', ['approver']))).toBe(404)
})
