import { expect, test } from 'vitest'
import {
  addLine,
  changeDraft,
  openLines,
  poolLines,
  reopenLines,
  withdrawLines,
} from '~/demands/commands.server'
import { demandForm } from '~/demands/form'
import { countLines, findLine, listLines, listOpenNeeds } from '~/demands/queries.server'
import { draftFromGap, expireLinesDue, fulfillLines, gather } from '~/demands/reactions.server'
import { closeInterestDue, confirmInterest, gatheredBy, openInterest } from '~/demands/wishes/commands.server'
import { anEdition } from '../support/catalog'
import { aDatabase } from '../support/database'
import { peopleOf, type Someone } from '../support/people'

const database = await aDatabase()
const { owner } = database
const people = peopleOf(database)
const { aBuyer, anOfficer, clock } = people
const now = new Date()
const later = '2999-12-31'

const draft = (buyer: Someone, editionId: string, quantity = 10) =>
  addLine(buyer.db, buyer.actor, { subject: { editionId, classId: null }, quantity, neededBy: later }, now)

async function anOpenLine(buyer: Someone, editionId: string, quantity = 10) {
  const id = await draft(buyer, editionId, quantity)
  await openLines(buyer.db, buyer.actor, [id], now)
  return id
}

test('a line entered by hand is counted as the edition is sold, and starts as a draft', async () => {
  const buyer = await aBuyer()
  const { editionId } = await anEdition(owner, { metric: 'user' })
  const id = await draft(buyer, editionId)
  expect(await findLine(buyer.db, buyer.actor, id)).toMatchObject({
    state: 'draft',
    source: 'own',
    metric: 'user',
    term: 'subscription',
    termMonths: 12,
    quantity: 10,
  })
})

test('a line is of something that the catalog sells', async () => {
  const buyer = await aBuyer()
  await expect(draft(buyer, buyer.orgId)).rejects.toMatchObject({ code: 'subject-unknown', field: 'subject' })
  expect((await listLines(buyer.db, buyer.actor)).rows).toEqual([])
})

test('a form accepts full-width digits and names what is wrong by field', () => {
  const subject = 'edition:00000000-0000-0000-0000-000000000001'
  expect(demandForm.parse({ subject, quantity: '１,２００', neededBy: later }).quantity).toBe(1200)
  const { error } = demandForm.safeParse({
    subject: 'x',
    quantity: '0',
    neededBy: '2026-02-30',
    term: 'subscription',
  })
  expect(error!.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ['subject', 'required'],
    ['quantity', 'quantity-range'],
    ['neededBy', 'day-form'],
  ])
})

test('a draft is seen by nobody else; an open line by the office, never by another enterprise', async () => {
  const [buyer, other, officer] = [await aBuyer(), await aBuyer(), await anOfficer()]
  const { editionId } = await anEdition(owner)
  const id = await draft(buyer, editionId)
  expect(await findLine(officer.db, officer.actor, id)).toBeUndefined()
  await openLines(buyer.db, buyer.actor, [id], now)
  expect(await findLine(officer.db, officer.actor, id)).toMatchObject({ state: 'open' })
  expect(await findLine(other.db, other.actor, id)).toBeUndefined()
  expect(
    await owner.db.selectFrom('events').select('kind').where('subjectId', '=', id).orderBy('id').execute(),
  ).toEqual([{ kind: 'demand.drafted' }, { kind: 'demand.opened' }])
})

test('an enterprise cannot move the line of another', async () => {
  const [buyer, other] = [await aBuyer(), await aBuyer()]
  const { editionId } = await anEdition(owner)
  const id = await draft(buyer, editionId)
  for (const move of [
    () => openLines(other.db, other.actor, [id], now),
    () => withdrawLines(other.db, other.actor, [id]),
    () => changeDraft(other.db, other.actor, id, { quantity: 1, neededBy: later }, now),
  ])
    await expect(move()).rejects.toMatchObject({ code: 'already-moved' })
  await expect(poolLines(other.db, other.orgId, id, [id])).rejects.toMatchObject({ code: 'lines-taken' })
})

test('of two people who open the same line at once, the second is refused', async () => {
  const buyer = await aBuyer()
  const { editionId } = await anEdition(owner)
  const id = await draft(buyer, editionId)
  const results = await Promise.allSettled([
    openLines(buyer.db, buyer.actor, [id], now),
    openLines(buyer.db, buyer.actor, [id], now),
  ])
  expect(results.map((result) => result.status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('a gap drafts one line for the cheapest edition, and a greater gap changes that line', async () => {
  const buyer = await aBuyer()
  const { productId, editionId } = await anEdition(owner)
  const gap = (units: number) =>
    clock.db.transaction().execute((tx) =>
      draftFromGap(
        tx,
        {
          subjectId: null,
          orgId: buyer.orgId,
          facts: { organization: buyer.orgId, product: productId, units },
        },
        now,
      ),
    )
  await gap(4)
  await gap(7)
  expect((await listLines(buyer.db, buyer.actor)).rows).toMatchObject([
    { editionId, quantity: 7, source: 'gap', state: 'draft' },
  ])
})

test('five enterprises with enough units make the wish the officer’s task; interest of 60 % drafts a round', async () => {
  const officer = await anOfficer()
  const { editionId } = await anEdition(owner)
  const buyers = await Promise.all([1, 2, 3, 4, 5].map(() => aBuyer()))
  const lines: string[] = []
  for (const buyer of buyers) {
    const id = await anOpenLine(buyer, editionId, 20)
    lines.push(id)
    await clock.db.transaction().execute((tx) => gather(tx, { subjectId: id, orgId: buyer.orgId, facts: {} }))
  }
  const wish = await owner.db
    .selectFrom('wishes')
    .selectAll()
    .where('editionId', '=', editionId)
    .executeTakeFirstOrThrow()
  expect(wish.state).toBe('threshold_met')
  expect(await gatheredBy(clock.db, wish.id)).toMatchObject({ organizations: 5, quantity: 100n })

  await openInterest(officer.db, officer.actor, wish.id, now)
  for (const [place, buyer] of buyers.entries())
    await confirmInterest(buyer.db, buyer.actor, lines[place]!, 12)
  await expect(confirmInterest(buyers[0]!.db, buyers[0]!.actor, lines[1]!, 1)).rejects.toMatchObject({
    code: 'interest-closed',
  })
  await closeInterestDue(clock.db, new Date(Date.now() + 60 * 86_400_000))
  expect(
    (await owner.db.selectFrom('wishes').select('state').where('id', '=', wish.id).executeTakeFirstOrThrow())
      .state,
  ).toBe('round_drafted')
  await expect(confirmInterest(buyers[0]!.db, buyers[0]!.actor, lines[0]!, 1)).rejects.toMatchObject({
    code: 'interest-closed',
  })
})

test('nobody but the worker can read how much has gathered', async () => {
  const officer = await anOfficer()
  await expect(gatheredBy(officer.db, officer.orgId)).rejects.toThrow(/permission denied/)
})

test('the office’s board sums open lines by kind of need', async () => {
  const officer = await anOfficer()
  const { editionId } = await anEdition(owner)
  for (const quantity of [5, 7]) await anOpenLine(await aBuyer(), editionId, quantity)
  await draft(await aBuyer(), editionId, 100)
  const row = (await listOpenNeeds(officer.db, officer.actor)).find((need) => need.editionId === editionId)
  expect(row).toMatchObject({ organizations: 2, quantity: 12n })
})

test('deliveries fulfill pooled lines, the earliest need first; what is not delivered opens again', async () => {
  const buyer = await aBuyer()
  const { editionId } = await anEdition(owner)
  const lotId = await aLotOf(editionId)
  const first = await anOpenLine(buyer, editionId, 10)
  const second = await anOpenLine(buyer, editionId, 10)
  await poolLines(buyer.db, buyer.orgId, lotId, [first, second])
  await clock.db.transaction().execute((tx) => fulfillLines(tx, { orgId: buyer.orgId, lotId, quantity: 15 }))
  expect(await countLines(buyer.db, buyer.actor)).toEqual({ fulfilled: 1, pooled: 1 })
  await reopenLines(clock.db, { lotIds: [lotId] })
  expect(await countLines(buyer.db, buyer.actor)).toEqual({ fulfilled: 1, open: 1 })
})

test('a line expires 90 days after it was needed, not before', async () => {
  const buyer = await aBuyer()
  const { editionId } = await anEdition(owner)
  const id = await anOpenLine(buyer, editionId)
  await owner.db.updateTable('demandLines').set({ neededBy: '2026-01-01' }).where('id', '=', id).execute()
  await expireLinesDue(clock.db, new Date('2026-04-01T12:00:00+08:00'))
  expect((await findLine(buyer.db, buyer.actor, id))?.state).toBe('open')
  await expireLinesDue(clock.db, new Date('2026-04-02T12:00:00+08:00'))
  expect((await findLine(buyer.db, buyer.actor, id))?.state).toBe('expired')
})

async function aLotOf(editionId: string) {
  const { id: roundId } = await owner.db
    .insertInto('rounds')
    .values({ title: '测试轮次', profile: 'enterprise' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id } = await owner.db
    .insertInto('lots')
    .values({
      roundId,
      code: 'L01',
      kind: 'product',
      editionId,
      justification: '测试',
      metric: 'device',
      term: 'subscription',
      termMonths: 12,
      referencePrice: 1000n,
      referenceSource: 'list',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
