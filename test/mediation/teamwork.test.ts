import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTalk } from '~/mediation/channels/talk.server'
import { eraseCase } from '~/mediation/erasing.server'
import { readOffers } from '~/mediation/offers/reading.server'
import * as sharedNew from '~/mediation/pages/shared-new'
import * as sharedPage from '~/mediation/pages/shared'
import * as team from '~/mediation/pages/team'
import { doSeatDeed } from '~/mediation/seats.server'
import type { SharedKind } from '~/mediation/teamwork/form'
import { isApproved, whyNotApprove, whyNotPost } from '~/mediation/teamwork/posting'
import { readShared } from '~/mediation/teamwork/reading.server'
import { approveShared, dropShared, postShared, saveShared } from '~/mediation/teamwork/shared.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner, worker } = database
servePages(database.app.pool)
const disputes = disputesOf(database)
const { work } = disputes

/** A case in mediation with a draft of the claimant's, of two people with a seat. */
async function aDraft({ kind = 'joint' as SharedKind, needsSecond = true } = {}) {
  const its = await disputes.aMediation()
  const colleague = await disputes.someone('enterprise', ['buyer'], its.claimant.orgId)
  await work(its.claimant, (tx) =>
    doSeatDeed(tx, its.claimant.actor, its.caseId, {
      move: 'seat',
      personId: colleague.personId,
      capacity: 'team',
    }),
  )
  const at = { caseId: its.caseId, side: 'claimant' as const, now: new Date() }
  const words = { move: 'save' as const, version: 0, needsSecond, body: '我方同意补发' }
  const terms = { ...disputes.anOffer(), answersId: null, move: 'save' as const, version: 0, needsSecond }
  const deed = kind === 'joint' ? words : terms
  const id = await work(its.claimant, (tx) => saveShared(tx, its.claimant.actor, at, kind, null, deed))
  const does = (who: Someone, work_: (tx: typeof who.db) => Promise<unknown>) => work(who, work_)
  return {
    ...its,
    id,
    colleague,
    changes: (who: Someone, version: number, body = '改过的一句') =>
      does(who, (tx) => saveShared(tx, who.actor, at, 'joint', id, { ...words, version, body })),
    approves: (who: Someone, version: number) =>
      does(who, (tx) => approveShared(tx, who.actor, at, id, version)),
    posts: (who: Someone, version: number) => does(who, (tx) => postShared(tx, who.actor, at, id, version)),
    drops: (who: Someone, version: number) => does(who, (tx) => dropShared(tx, who.actor, at, id, version)),
    reads: (who: Someone) => readShared(who.db, who.actor, its.caseId, 'claimant', id),
  }
}

const jointOf = async (who: Someone, caseId: string) =>
  (await readTalk(who.db, who.actor, caseId, 'joint'))!.messages

test('a message that needs a second person goes out when one has approved exactly these words, in the name of whoever sends it', async () => {
  const its = await aDraft()
  await expect(its.posts(its.claimant, 1)).rejects.toMatchObject({ code: 'second-needed' })
  await expect(its.approves(its.claimant, 1)).rejects.toMatchObject({ code: 'own-words' })
  await its.approves(its.colleague, 1)
  await its.changes(its.claimant, 1)
  await expect(its.posts(its.claimant, 2)).rejects.toMatchObject({ code: 'second-needed' })
  await expect(its.approves(its.colleague, 1)).rejects.toMatchObject({ code: 'shared-changed' })
  await its.approves(its.colleague, 2)
  await its.posts(its.claimant, 2)
  expect((await jointOf(its.respondent, its.caseId)).at(-1)).toMatchObject({
    body: '改过的一句',
    authorId: its.claimant.personId,
  })
  for (const again of [its.posts, its.changes, its.drops])
    await expect(again(its.colleague, 2)).rejects.toMatchObject({ code: 'shared-closed' })
  expect(await jointOf(its.respondent, its.caseId)).toHaveLength(1)
})

test('who changed it last is no second person, whoever began it', async () => {
  const its = await aDraft()
  await its.changes(its.colleague, 1)
  await expect(its.approves(its.colleague, 2)).rejects.toMatchObject({ code: 'own-words' })
  await its.approves(its.claimant, 2)
  await its.posts(its.colleague, 2)
  expect((await its.reads(its.claimant))!.draft.state).toBe('posted')
})

test('a change on an older version is refused and loses nothing of the newer one', async () => {
  const its = await aDraft({ needsSecond: false })
  await its.changes(its.colleague, 1, '同事先改')
  await expect(its.changes(its.claimant, 1, '后到的改动')).rejects.toMatchObject({ code: 'shared-changed' })
  expect((await its.reads(its.claimant))!.content).toEqual({ body: '同事先改' })
  await expect(its.posts(its.claimant, 1)).rejects.toMatchObject({ code: 'shared-changed' })
  await its.drops(its.claimant, 2)
  expect(await jointOf(its.respondent, its.caseId)).toEqual([])
})

test('an offer drafted together is the side’s offer once it is sent, with the same terms', async () => {
  const its = await aDraft({ kind: 'offer' })
  const offers = async () => (await readOffers(its.respondent.db, its.caseId))!.offers
  const before = (await offers()).length
  await its.approves(its.colleague, 1)
  await its.posts(its.colleague, 1)
  const [newest, ...rest] = await offers()
  expect(rest).toHaveLength(before)
  expect(newest).toMatchObject({
    side: 'claimant',
    state: 'open',
    terms: { items: disputes.anOffer().items },
  })
})

test('a draft is its side’s alone: nobody else finds it, its words lie nowhere in the clear, and it goes with the case', async () => {
  const its = await aDraft()
  const outsider = await disputes.someone('enterprise', ['buyer'], its.claimant.orgId)
  for (const who of [its.respondent, its.mediator, its.registrar, outsider]) {
    expect(await its.reads(who)).toBeUndefined()
    expect(await who.db.selectFrom('sideDrafts').select('id').execute()).toEqual([])
    await expect(its.changes(who, 1)).rejects.toMatchObject({ code: 'case-unknown' })
  }
  const row = await owner.db
    .selectFrom('sideDrafts')
    .selectAll()
    .where('id', '=', its.id)
    .executeTakeFirstOrThrow()
  expect(row.bodyCt.includes('补发')).toBe(false)
  const told = await owner.db
    .selectFrom('notifications')
    .where('href', 'like', `%/drafts/${its.id}`)
    .select('personId')
    .execute()
  expect(told).toEqual([{ personId: its.colleague.personId }])
  await worker.db.transaction().execute((tx) => eraseCase(tx, its.caseId))
  expect(await owner.db.selectFrom('sideDrafts').select('id').where('id', '=', its.id).execute()).toEqual([])
})

test('the database itself posts nothing that a second person had to approve and did not', async () => {
  const its = await aDraft()
  const set = (values: object) =>
    owner.db.updateTable('sideDrafts').set(values).where('id', '=', its.id).execute()
  const closed = { closedBy: its.claimant.personId, closedAt: new Date() }
  await expect(set({ state: 'posted', ...closed })).rejects.toThrow('violates check constraint')
  await expect(set({ approvedBy: its.claimant.personId, approvedVersion: 1 })).rejects.toThrow(
    'violates check constraint',
  )
})

test('what may be posted was approved as it stands by somebody other than its last hand, or needed nobody', () => {
  const person = fc.constantFrom('a', 'b')
  const draft = fc.record({
    state: fc.constantFrom('open' as const, 'posted' as const, 'dropped' as const),
    version: fc.integer({ min: 1, max: 3 }),
    needsSecond: fc.boolean(),
    editedBy: person,
    approvedBy: fc.option(person),
    approvedVersion: fc.option(fc.integer({ min: 1, max: 3 })),
  })
  fc.assert(
    fc.property(draft, fc.integer({ min: 1, max: 3 }), person, (one, read, who) => {
      if (whyNotPost(one, read) === null) {
        expect(one.version).toBe(read)
        if (one.needsSecond) expect(isApproved(one)).toBe(true)
      }
      if (whyNotApprove(one, read, who) === null)
        expect(isApproved({ ...one, approvedBy: who, approvedVersion: read })).toBe(true)
    }),
  )
})

test('over its pages two people of a side draft, approve and send; what was typed on an old version is kept', async () => {
  const its = await aDraft()
  const [one, other, foe] = await Promise.all(
    [its.claimant, its.colleague, its.respondent].map((who) => cookieFor(worker.db, who)),
  )
  const params = { caseId: its.caseId, side: 'claimant', kind: 'joint', draftId: its.id }
  expect((await visit(sharedNew.loader, { params, cookie: foe! })).status).toBe(404)
  expect((await visit(sharedPage.loader, { params, cookie: foe! })).status).toBe(404)
  const form = { move: 'save', version: '0', needsSecond: 'on', body: '' }
  expect(await visit(sharedNew.action, { params, cookie: one!, form })).toMatchObject({
    status: 422,
    data: { problems: [{ field: 'body' }] },
  })
  const kept = await visit(sharedNew.action, { params, cookie: one!, form: { ...form, body: '请看' } })
  const draftId = /drafts\/([0-9a-f-]{36})\?/.exec(kept.location!)![1]!
  const at = (cookie: string, more: Record<string, string>) =>
    visit(sharedPage.action, { params: { ...params, draftId }, cookie, form: more })
  expect((await at(other!, { ...form, version: '0', body: '晚了一步' })).data).toMatchObject({
    refusal: { code: 'shared-changed' },
    values: { body: '晚了一步' },
  })
  expect((await at(one!, { move: 'post', version: '1' })).data).toMatchObject({
    refusal: { code: 'second-needed' },
  })
  expect((await at(other!, { move: 'approve', version: '1' })).status).toBe(302)
  expect(await at(other!, { move: 'post', version: '1' })).toMatchObject({
    location: `/cases/${its.caseId}/joint?done=sent`,
  })
  const { data } = await visit(team.loader, { params, cookie: one! })
  expect((data as { drafts: { state: string }[] }).drafts.map(({ state }) => state).toSorted()).toEqual([
    'open',
    'posted',
  ])
})
