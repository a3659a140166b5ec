import { expect, test } from 'vitest'
import * as signature from '~/mediation/pages/signature'
import { acceptOffer, makeOffer } from '~/mediation/offers/offers.server'
import { adoptText, findSettlement } from '~/mediation/settlements/drafting.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'

const database = await aDatabase()
const { owner, worker } = database
servePages(database.app.pool)
const disputes = disputesOf(database)
const { work } = disputes

test('whoever has not shown the second factor within five minutes does not sign, and nothing is kept of it', async () => {
  const its = await disputes.aNegotiation()
  const { caseId, claimant, respondent } = its
  const now = new Date()
  const promise = { kind: 'service', debtor: 'respondent', dueOn: disputes.dueOn, text: '更换' }
  const offerId = await work(respondent, (tx) =>
    makeOffer(tx, respondent.actor, { caseId, side: 'respondent', now }, disputes.anOffer([promise]), null),
  )
  await work(claimant, (tx) => acceptOffer(tx, claimant.actor, { caseId, side: 'claimant', now }, offerId))
  const { hash } = (await findSettlement(claimant.db, caseId))!
  for (const side of [claimant, respondent]) await work(side, (tx) => adoptText(tx, caseId, hash, now))

  const cookie = await cookieFor(worker.db, claimant)
  const signs = () => visit(signature.action, { params: { caseId }, cookie, form: { move: 'sign', hash } })
  const signed = () => owner.db.selectFrom('signatures').select('personId').execute()
  await owner.db
    .updateTable('sessions')
    .set({ stepUpAt: new Date(Date.now() - 6 * 60_000) })
    .where('personId', '=', claimant.personId)
    .execute()
  expect(await signs()).toMatchObject({ status: 422, data: { refusal: { code: 'step-up-needed' } } })
  expect(await signed()).toEqual([])
  await owner.db
    .updateTable('sessions')
    .set({ stepUpAt: new Date() })
    .where('personId', '=', claimant.personId)
    .execute()
  expect(await signs()).toMatchObject({ status: 302 })
  expect(await signed()).toEqual([{ personId: claimant.personId }])
})
