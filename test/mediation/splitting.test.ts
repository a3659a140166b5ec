import { expect, test } from 'vitest'
import { speak } from '~/mediation/channels/talk.server'
import { acceptCase } from '~/mediation/intake/respond.server'
import { admitCase } from '~/mediation/intake/admit.server'
import { addObjection, fileCase } from '~/mediation/intake/file.server'
import { objectionForm } from '~/mediation/intake/form'
import { findSubject } from '~/mediation/intake/subject.server'
import { whyNotOffer } from '~/mediation/offers/terms'
import { findCase, findParent, listObjections, listParts } from '~/mediation/queries.server'
import { confirmObligation } from '~/mediation/settlements/fulfilling.server'
import { splitParts } from '~/mediation/settlements/splitting.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'

const database = await aDatabase()
const { owner } = database
const disputes = disputesOf(database)
const { work, dueOn } = disputes

/** Two claims; one is settled by a service, the other is to go on apart. */
async function aSplit() {
  const its = await disputes.aDraft()
  const { caseId, claimant, respondent, registrar } = its
  const text = '第二项：升级服务未提供'
  const claim = objectionForm.parse({ ground: 'service', remedy: 'other', text })
  await work(claimant, async (tx) => {
    const subject = (await findSubject(tx, claimant.actor, { line: its.order.lineIds[0]! }))!
    await addObjection(tx, claimant.actor, caseId, subject, claim)
    await fileCase(tx, claimant.actor, caseId, 'fit', new Date())
  })
  await work(registrar, (tx) => admitCase(tx, registrar.actor, caseId))
  await work(respondent, (tx) => acceptCase(tx, caseId))
  for (const kind of ['joint', 'team_claimant'] as const)
    await work(claimant, (tx) =>
      speak(tx, claimant.actor, caseId, kind, { move: 'send', body: '只在原案中' }, new Date()),
    )
  const promises = await disputes.settled(its, [
    { kind: 'service', debtor: 'respondent', dueOn, objection: '1' },
    { kind: 'part', debtor: 'respondent', dueOn, objection: '2' },
  ])
  const [child] = await listParts(claimant.db, caseId)
  return { ...its, promises, child: child!, text }
}

test('a part names the claim that it splits off', () => {
  const part = { kind: 'part', debtor: 'respondent', quantity: null, amount: null, dueOn, text: '', subjectId: null } as const // oxfmt-ignore
  const why = (objection: number | null) =>
    whyNotOffer({ items: [{ ...part, objection }], note: '' }, { today: dueOn, paid: null })
  expect([why(null), why(2)]).toEqual(['part-of-what', null])
})

test('a claim dealt with apart goes on between the same sides as a case of its own, with nothing that was said', async () => {
  const its = await aSplit()
  for (const who of [its.claimant, its.respondent, its.registrar]) {
    const seen = await findCase(who.db, its.child.id)
    expect(seen).toMatchObject({ state: 'negotiation', parentId: its.caseId, bodyId: its.orgId })
  }
  const claims = await listObjections(its.claimant.db, its.child.id)
  expect(claims.map(({ no, text, state }) => [no, text, state])).toEqual([[1, its.text, 'open']])
  const messages = owner.db
    .selectFrom('messages')
    .innerJoin('channels', 'channels.id', 'messages.channelId')
    .select('messages.id')
    .where('channels.caseId', '=', its.child.id)
  expect(await messages.execute()).toEqual([])
  const stranger = await disputes.anApprover()
  expect(await findCase(stranger.db, its.child.id)).toBeUndefined()
  expect(await findParent(its.respondent.db, its.caseId)).toMatchObject({
    number: expect.stringMatching(/^MC/),
  })
  expect(await findParent(stranger.db, its.caseId)).toBeUndefined()
})

test('the split keeps its own promise, once; with the other the first case closes and the second goes on', async () => {
  const its = await aSplit()
  await work(disputes.clock, (tx) => splitParts(tx, { subjectId: its.caseId }, new Date()))
  expect(await listParts(its.claimant.db, its.caseId)).toHaveLength(1)
  expect(await disputes.stateOfCase(its.caseId)).toBe('fulfillment')
  await work(its.claimant, (tx) => confirmObligation(tx, its.claimant.actor, its.caseId, its.promises[0]!.id))
  await disputes.letReact()
  expect(await disputes.stateOfCase(its.caseId)).toBe('closed_fulfilled')
  expect(await disputes.stateOfCase(its.child.id)).toBe('negotiation')
})
