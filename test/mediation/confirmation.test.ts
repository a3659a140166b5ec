import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addDays, dayOf } from '~/kernel/workdays'
import { unpack } from '~/mediation/bundle/packing'
import * as pack from '~/mediation/pages/confirmation-pack'
import { readConfirmationPack } from '~/mediation/settlements/confirmation-pack.server'
import { whyNotFiled } from '~/mediation/settlements/confirming'
import {
  agreeToApply,
  findConfirmation,
  noteFiling,
  noteOutcome,
} from '~/mediation/settlements/confirming.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { readPaper } from '../support/paper'

const database = await aDatabase()
const { owner } = database
const disputes = disputesOf(database)
const { work, dueOn } = disputes
servePages(database.app.pool)
const today = dayOf(new Date())

async function aSettledCase() {
  const its = await disputes.aNegotiation()
  await disputes.settled(its, [{ kind: 'service', text: '上门激活', dueOn }])
  return its
}
type Case = Awaited<ReturnType<typeof aSettledCase>>
const agrees = (one: Case['claimant'], { caseId }: Case) => work(one, (tx) => agreeToApply(tx, caseId))
const packFor = async (one: Case['claimant'], { caseId }: Case) =>
  visit(pack.loader, { params: { caseId }, cookie: await cookieFor(owner.db, one) })

test('a filing lies between the day of effect and the end of the window, is not ahead of today, and needs both', () => {
  const window = { effectiveOn: '2026-09-01', dueOn: '2026-10-08', bothSaidYes: true, filedOn: null }
  const why = (on: string, more = {}) => whyNotFiled({ ...window, ...more }, on, '2026-10-09')
  expect(why('2026-10-08')).toBeNull()
  expect(why('2026-09-01')).toBeNull()
  expect(why('2026-08-31')).toBe('filing-day')
  expect(why('2026-10-10')).toBe('filing-day')
  expect(why('2026-10-09')).toBe('window-over')
  expect(why('2026-10-08', { bothSaidYes: false })).toBe('both-needed')
  expect(why('2026-10-08', { filedOn: '2026-09-20' })).toBe('filed-before')
})

test('the pack is there once both have agreed, for the two sides alone: six papers, the same bytes twice', async () => {
  const its = await aSettledCase()
  await agrees(its.claimant, its)
  expect((await packFor(its.claimant, its)).status).toBe(404)
  await agrees(its.respondent, its)
  const { bytes } = (await readConfirmationPack(its.claimant.db, its.claimant.actor, its.caseId))!
  const again = await readConfirmationPack(its.respondent.db, its.respondent.actor, its.caseId)
  expect(Buffer.from(again!.bytes).equals(Buffer.from(bytes))).toBe(true)
  const files = unpack(bytes)
  expect(files.map(({ path }) => path.slice(0, 1))).toEqual(['1', '2', '3', '4', '5', '6'])
  const { number } = (await owner.db.selectFrom('cases').select('number').where('id', '=', its.caseId).executeTakeFirstOrThrow()) // oxfmt-ignore
  expect(await readPaper(files[0]!.bytes, 'application')).toContain(number)
  expect(await readPaper(files[3]!.bytes, 'license')).toContain('RM-1')
  expect((await packFor(its.respondent, its)).status).toBe(200)
  for (const other of [its.registrar, its.mediators[0]!, await disputes.someone('enterprise', ['approver'])])
    expect((await packFor(other, its)).status).toBe(404)
})

test('the filing and the outcome are noted once each, in this order; a body of any kind may be confirmed', async () => {
  const its = await aSettledCase()
  const files = (on = today) => work(its.claimant, (tx) => noteFiling(tx, its.caseId, on, new Date()))
  const ends = () => work(its.respondent, (tx) => noteOutcome(tx, its.caseId, 'confirmed'))
  await expect(files()).rejects.toMatchObject({ code: 'both-needed' })
  for (const side of [its.claimant, its.respondent]) await agrees(side, its)
  await expect(files(addDays(today, 1))).rejects.toMatchObject({ code: 'filing-day' })
  await expect(ends()).rejects.toMatchObject({ code: 'not-filed' })
  await files()
  await expect(files()).rejects.toMatchObject({ code: 'filed-before' })
  await ends()
  await expect(ends()).rejects.toMatchObject({ code: 'decided-before' })
  expect(await findConfirmation(its.claimant.db, its.caseId)).toMatchObject({
    filedOn: today,
    outcome: 'confirmed',
  })
})

test('when the window has closed unused, nobody agrees and no pack is made', async () => {
  const its = await aSettledCase()
  await agrees(its.claimant, its)
  await owner.db
    .updateTable('confirmations')
    .set({ dueOn: sql<string>`shanghai_day() - 1` })
    .where('caseId', '=', its.caseId)
    .execute()
  await expect(agrees(its.respondent, its)).rejects.toMatchObject({ code: 'window-over' })
  expect((await packFor(its.claimant, its)).status).toBe(404)
})
