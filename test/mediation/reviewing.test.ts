import { expect, test } from 'vitest'
import { admitCase } from '~/mediation/intake/admit.server'
import { fileCase } from '~/mediation/intake/file.server'
import { countFilings } from '~/mediation/intake/filings.server'
import { filingsAtMost, whyNotAdmit } from '~/mediation/intake/reviewing'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'

const database = await aDatabase()
const { owner } = database
const disputes = disputesOf(database)
const { work } = disputes

test('up to five filings in thirty days any registrar admits, of more the head', () => {
  const why = (filings: number, isHead: boolean) => whyNotAdmit({ filings, isHead })
  expect([why(5, false), why(6, false), why(6, true)]).toEqual([null, 'review-by-head', null])
})

test('the sixth request of a claimant in thirty days is told to the head, who alone admits it; older ones do not count', async () => {
  const buyer = await disputes.anApprover()
  const drafts: Awaited<ReturnType<typeof disputes.aDraft>>[] = []
  for (let n = 0; n <= filingsAtMost; n += 1) drafts.push(await disputes.aDraft({ buyer }))
  const file = (its: (typeof drafts)[number]) =>
    work(buyer, (tx) => fileCase(tx, buyer.actor, its.caseId, 'fit', new Date()))
  const last = drafts.at(-1)!
  for (const its of drafts.slice(0, -1)) await file(its)
  const registrar = await disputes.someone('mediation_body', ['registrar'], last.orgId)
  const toldTo = async () =>
    (
      await owner.db
        .selectFrom('notifications')
        .select('personId')
        .where('personId', 'in', [last.registrar.personId, registrar.personId])
        .execute()
    ).map(({ personId }) => personId)
  await file(last)
  // Both learn of a request; the head once more.
  expect((await toldTo()).filter((id) => id === last.registrar.personId)).toHaveLength(2)
  expect((await toldTo()).filter((id) => id === registrar.personId)).toHaveLength(1)
  expect(await countFilings(registrar.db, last.caseId)).toBe(6)

  const admits = (who: typeof registrar) => work(who, (tx) => admitCase(tx, who.actor, last.caseId))
  await expect(admits(registrar)).rejects.toMatchObject({ code: 'review-by-head' })
  await admits(last.registrar)
  expect(await disputes.stateOfCase(last.caseId)).toBe('awaiting_response')

  await owner.db
    .updateTable('cases')
    .set({ filedAt: new Date(Date.now() - 31 * 86_400_000) })
    .where(
      'id',
      'in',
      drafts.slice(0, 3).map(({ caseId }) => caseId),
    )
    .execute()
  expect(await countFilings(registrar.db, last.caseId)).toBe(3)
})
