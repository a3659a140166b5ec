import { expect, test } from 'vitest'
import * as cases from '~/mediation/pages/cases'
import * as desk from '~/mediation/pages/desk'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'

const database = await aDatabase()
const disputes = disputesOf(database)
servePages(database.app.pool)

async function actingFor(who: Parameters<typeof cookieFor>[1], loader: unknown = cases.loader) {
  const cookie = await cookieFor(database.owner.db, who)
  const { data } = await visit(loader as never, { cookie })
  return (data as { acting: Record<string, string[]> }).acting
}

test('lists say whom each case waits for, as far as their reader may know', async () => {
  const filed = await disputes.aFiledCase()
  expect(await actingFor(filed.claimant)).toEqual({ [filed.caseId]: ['registrar'] })
  const admitted = await disputes.anAdmittedCase()
  expect(await actingFor(admitted.claimant)).toEqual({ [admitted.caseId]: ['respondent'] })
  expect(await actingFor(admitted.respondent)).toEqual({ [admitted.caseId]: ['respondent'] })
  const led = await disputes.aMediation()
  expect(await actingFor(led.mediator, desk.loader)).toEqual({ [led.caseId]: ['mediator'] })
  expect(await actingFor(filed.respondent)).toEqual({})
})
