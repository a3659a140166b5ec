import { expect, test } from 'vitest'
import { addDays, dayOf } from '~/kernel/workdays'
import * as casePage from '~/mediation/pages/case'
import { noteLimitation, warnLimitations } from '~/mediation/limitation/limitation.server'
import { warningsDue } from '~/mediation/limitation/warning'
import { moveCase } from '~/mediation/moves.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'

const database = await aDatabase()
const { owner, worker } = database
servePages(database.app.pool)
const disputes = disputesOf(database)
const { work } = disputes
const now = new Date()
const today = dayOf(now)

const warned = async () =>
  (
    await owner.db
      .selectFrom('notifications')
      .select('personId')
      .where('kind', '=', 'case.limitation_near')
      .execute()
  ).map(({ personId }) => personId)
const tick = (at: Date) => work(disputes.clock, (tx) => warnLimitations(tx, at))
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)

test('a side is warned 60, 30 and 7 days before its day, and no more once it is over', () => {
  const due = (days: number) => warningsDue(addDays(today, days), today)
  expect([61, 60, 31, 30, 8, 7, 0, -1].map(due)).toEqual([0, 1, 1, 2, 2, 3, 3, 0])
})

test('the side that noted the day is told three times, each once; the other side neither sees nor hears of it', async () => {
  const its = await disputes.aNegotiation()
  const day = addDays(today, 100)
  await work(its.claimant, (tx) => noteLimitation(tx, its.caseId, day, now))
  for (const days of [39, 40, 40, 69, 70, 93, 99, 101]) await tick(inDays(days))
  expect(await warned()).toEqual(Array.from({ length: 3 }, () => its.claimant.personId))

  const seenBy = async (who: typeof its.claimant) => {
    const cookie = await cookieFor(worker.db, who)
    return (await visit(casePage.loader, { params: { caseId: its.caseId }, cookie })).data as {
      limitation: { onDay: string | null } | null
    }
  }
  expect((await seenBy(its.claimant)).limitation).toEqual({ onDay: day })
  const other = await seenBy(its.respondent)
  expect(other.limitation).toEqual({ onDay: null })
  expect((await seenBy(its.registrar)).limitation).toBeNull()
  expect(JSON.stringify(other, (_, value) => (typeof value === 'bigint' ? `${value}` : value))).not.toContain(day) // oxfmt-ignore
})

test('a day noted late is not warned of for what is past; a day that is over, another’s side and a closed case are refused', async () => {
  const its = await disputes.aNegotiation()
  const before = (await warned()).length
  const notes = (who: typeof its.claimant, day: string | null) =>
    work(who, (tx) => noteLimitation(tx, its.caseId, day, now))
  await notes(its.claimant, addDays(today, 20))
  await tick(now)
  expect(await warned()).toHaveLength(before)
  await expect(notes(its.claimant, addDays(today, -1))).rejects.toMatchObject({ code: 'limitation-past', field: 'onDay' }) // oxfmt-ignore
  await expect(notes(its.registrar, addDays(today, 9))).rejects.toMatchObject({ code: 'not-your-move' })
  await work(its.claimant, (tx) => moveCase(tx, its.caseId, 'withdraw'))
  await expect(notes(its.claimant, addDays(today, 9))).rejects.toMatchObject({ code: 'not-now' })
  await tick(inDays(14))
  expect(await warned()).toHaveLength(before)
})
