import { expect, test } from 'vitest'
import * as attemptPdf from '~/mediation/pages/attempt-pdf'
import { isAttempt } from '~/mediation/attempts/attempt'
import { readAttempt } from '~/mediation/attempts/paper.server'
import { declineCase } from '~/mediation/intake/respond.server'
import { moveCase } from '~/mediation/moves.server'
import { closedStates, openStates } from '~/mediation/lifecycle'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { readPaper } from '../support/paper'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner, app } = database
servePages(app.pool)
const disputes = disputesOf(database)
const { work } = disputes

const saidIn = async (who: Someone, caseId: string) =>
  readPaper((await readAttempt(who.db, who.actor, caseId, 'zh'))!.bytes, 'attempt')

async function takes(who: Someone, caseId: string) {
  const cookie = await cookieFor(owner.db, who)
  return visit(attemptPdf.loader as never, { params: { caseId }, cookie })
}

test('no answer, a refusal to take part and no agreement leave a certificate of the attempt; nothing else does', () => {
  expect([...openStates, ...closedStates].filter(isAttempt).toSorted()).toEqual([
    'closed_declined',
    'closed_impasse',
    'closed_no_response',
  ])
})

test('silence gives both sides a certificate with dates and no finding; before it there is none, and a stranger gets none', async () => {
  const its = await disputes.anAdmittedCase()
  expect((await takes(its.claimant, its.caseId)).status).toBe(404)
  await work(disputes.clock, (tx) => moveCase(tx, its.caseId, 'lapse', { rule: 'response' }))
  for (const side of [its.claimant, its.respondent, its.registrar])
    expect((await takes(side, its.caseId)).status).toBe(200)
  const other = await disputes.aFiledCase()
  expect((await takes(other.claimant, its.caseId)).status).toBe(404)

  const said = await saidIn(its.claimant, its.caseId)
  const { number } = await owner.db
    .selectFrom('cases')
    .select('number')
    .where('id', '=', its.caseId)
    .executeTakeFirstOrThrow()
  for (const words of [number, '被申请人在答复期限内未作答复', '不作任何认定']) expect(said).toContain(words)
  // Neither what was claimed nor what was offered.
  for (const words of ['7,200', '2,400', '六个密钥', '密钥无法激活']) expect(said).not.toContain(words)
})

test('the certificate of a declined case does not say why it was declined', async () => {
  const its = await disputes.anAdmittedCase()
  await work(its.respondent, (tx) => declineCase(tx, its.caseId, 'court_preferred'))
  const said = await saidIn(its.claimant, its.caseId)
  expect(said).toContain('被申请人表示不参加调解')
  expect(said).not.toContain('court')
})
