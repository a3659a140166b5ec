import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endListings } from '~/program/listing/clock.server'
import { askedListing } from '~/program/listing/asked'
import { criteria } from '~/program/listing/criteria'
import * as desk from '~/program/listing/pages/proposal'
import * as fresh from '~/program/listing/pages/proposal-new'
import * as csv from '~/program/listing/pages/recommended-csv'
import * as list from '~/program/listing/pages/recommended'
import * as own from '~/program/listing/pages/proposals'
import { whyNotAccept, whyNotPropose } from '~/program/listing/proposing'
import { listRecommended } from '~/program/listing/queries.server'
import { addDays, dayOf } from '~/kernel/workdays'
import { anEdition } from '../support/catalog'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf } from '../support/people'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner, app, worker } = database
const { aVendor, anOfficer, anOrganization, someone, clock } = peopleOf(database)
servePages(app.pool)

const science = await anOrganization('agency')
await owner.db.insertInto('agencies').values({ orgId: science, reviewsList: true }).execute()
const [vendor, rival, officer] = [await aVendor(), await aVendor(), await anOfficer()]
const reviewer = await someone('agency', ['liaison'], science)
const liaison = await someone('agency', ['liaison'])
const [its, others, office, bureau, district] = (await Promise.all(
  [vendor, rival, officer, reviewer, liaison].map((who) => cookieFor(worker.db, who)),
)) as [string, string, string, string, string]

const today = dayOf(new Date())
const propose = (editionId: string, cookie = its) =>
  visit(fresh.action, { cookie, form: { editionId, reason: '适配测试通过' } })
const idOf = ({ location }: { location: string | null }) =>
  /proposals\/([0-9a-f-]{36})/.exec(location ?? '')![1]!
const move = (proposalId: string, cookie: string, form: Record<string, string>) =>
  visit(desk.action, { cookie, params: { proposalId }, form })
const refusalOf = ({ data }: { data: unknown }) =>
  (data as { refusal: { code: string } | null }).refusal?.code
const verdicts = (found: Record<string, string> = {}) =>
  Object.fromEntries(criteria.map((one) => [`criteria.${one}`, found[one] ?? 'met']))
const review = (id: string, cookie = bureau, found = {}) =>
  move(id, cookie, { move: 'review', review: '专家评议通过', ...verdicts(found) })
const accept = (id: string, cookie = office, until = addDays(today, 400)) =>
  move(id, cookie, { move: 'accept', decisionNo: '海软推〔2026〕1号', until, reason: '均符合' })
const stateOf = async (id: string) =>
  (await owner.db.selectFrom('listProposals').select('state').where('id', '=', id).executeTakeFirstOrThrow())
    .state
const aProposal = async (cookie = its) => {
  const { editionId } = await anEdition(owner)
  return { editionId, id: idOf(await propose(editionId, cookie)) }
}
const listed = async (params = '') =>
  (await listRecommended(officer.db, askedListing(new URLSearchParams(params)))).map((row) => row.editionId)

test('a product comes to the list by proposal, review and a decision with its reason, and whoever proposed it is told', async () => {
  const { id, editionId } = await aProposal()
  expect((await review(id)).location).toContain('done=listing-review')
  expect((await accept(id)).location).toContain('done=listing-accept')
  expect(await listed()).toContain(editionId)
  expect(await trailOf(owner.db, id)).toEqual(['listing.proposed', 'listing.reviewed', 'listing.accepted'])
  const told = await owner.db
    .selectFrom('notifications')
    .select('kind')
    .where('personId', '=', vendor.personId)
    .execute()
  expect(told.map(({ kind }) => kind)).toContain('listing.accepted')
  await move(id, office, { move: 'remove', reason: '停止维护' })
  expect(await listed()).not.toContain(editionId)
  expect(await stateOf(id)).toBe('removed')
})

test('an edition has one proposal at a time, and none while its listing holds for long', async () => {
  const { id, editionId } = await aProposal()
  expect(refusalOf(await propose(editionId, others))).toBe('proposal-exists')
  await review(id)
  await accept(id)
  expect(refusalOf(await propose(editionId))).toBe('already-recommended')
})

test('of two who propose an edition at once one does', async () => {
  const { editionId } = await anEdition(owner)
  const both = await Promise.all([propose(editionId), propose(editionId, others)])
  expect(both.filter(({ status }) => status === 302)).toHaveLength(1)
})

test('a renewal takes the place of the entry that it renews', async () => {
  const { id, editionId } = await aProposal()
  await review(id)
  await accept(id, office, addDays(today, 30))
  const next = idOf(await propose(editionId))
  await review(next)
  await accept(next)
  expect([await stateOf(id), await stateOf(next)]).toEqual(['removed', 'accepted'])
  expect((await listed()).filter((one) => one === editionId)).toHaveLength(1)
})

test('only the agency that reviews the list reviews, and never what it proposed itself', async () => {
  const { id } = await aProposal()
  expect(refusalOf(await review(id, district))).toBe('not-your-move')
  expect(refusalOf(await review(id, office))).toBe('not-your-move')
  const { id: own } = await aProposal(bureau)
  expect(refusalOf(await review(own))).toBe('own-proposal')
  expect(refusalOf(await accept(id))).toBe('already-moved')
})

test('what misses a criterion is not listed, nor by whoever reviewed it, nor until a day that is past', async () => {
  const { id } = await aProposal()
  await review(id, bureau, { service: 'not_met' })
  expect(refusalOf(await accept(id))).toBe('criteria-unmet')
  const { id: sound } = await aProposal()
  await review(sound)
  expect(refusalOf(await accept(sound, office, today))).toBe('ends-too-soon')
  const its = { reviewedBy: 'a', criteria: Object.fromEntries(criteria.map((one) => [one, 'met' as const])) }
  expect([whyNotAccept(its, 'a'), whyNotAccept(its, 'b')]).toEqual(['own-review', null])
})

test('of two decisions made at once the second is refused', async () => {
  const { id } = await aProposal()
  await review(id)
  const both = await Promise.all([accept(id), move(id, office, { move: 'reject', reason: '价格偏高' })])
  expect(both.filter(({ status }) => status === 302)).toHaveLength(1)
})

test('a vendor that is not verified proposes nothing', async () => {
  const newcomer = await aVendor()
  await owner.db
    .updateTable('organizations')
    .set({ state: 'suspended' })
    .where('id', '=', newcomer.orgId)
    .execute()
  const { editionId } = await anEdition(owner)
  expect(refusalOf(await propose(editionId, (await cookieFor(worker.db, newcomer))!))).toBe('not-verified')
})

test('what stood on the list until yesterday leaves it by itself, with its proposal', async () => {
  const { id, editionId } = await aProposal()
  await review(id)
  await accept(id)
  await owner.db
    .updateTable('recommendedEntries')
    .set({ listedOn: addDays(today, -9), until: addDays(today, -1) })
    .where('editionId', '=', editionId)
    .execute()
  await clock.db.transaction().execute((tx) => endListings(tx, new Date()))
  await clock.db.transaction().execute((tx) => endListings(tx, new Date()))
  expect(await stateOf(id)).toBe('removed')
  expect(await trailOf(owner.db, id)).toEqual([
    'listing.proposed',
    'listing.reviewed',
    'listing.accepted',
    'listing.removed',
  ])
})

test('a vendor sees its own proposals, and another’s do not exist for it', async () => {
  const { id } = await aProposal()
  expect((await visit(desk.loader, { cookie: others, params: { proposalId: id } })).status).toBe(404)
  const { data } = await visit(own.loader, { cookie: others })
  expect((data as { rows: { id: string }[] }).rows.map((row) => row.id)).not.toContain(id)
})

test('the list is public, filtered by its address and saved as it is shown', async () => {
  const { id } = await aProposal()
  await review(id)
  await accept(id)
  const shown = async (path: string) =>
    ((await visit(list.loader, { path })).data as { rows: unknown[] }).rows.length
  expect(await shown('/recommended?term=perpetual')).toBe((await listed('term=perpetual')).length)
  expect((await shown('/recommended?term=perpetual')) + (await shown('/recommended?term=subscription'))).toBe(
    await shown('/recommended'),
  )
  expect(await shown('/recommended?price=any')).toBe(0)
  expect((await visit(csv.loader, { path: '/recommended.csv?price=any' })).status).toBe(200)
})

test('a listing is proposed again from sixty days before its end', () => {
  fc.assert(
    fc.property(fc.integer({ min: -400, max: 400 }), (days) => {
      const refused = whyNotPropose(addDays(today, days), today) !== null
      expect(refused).toBe(days > 60)
    }),
  )
  expect(
    [null, 60, 61].map((days) => whyNotPropose(days === null ? null : addDays(today, days), today)),
  ).toEqual([null, null, 'already-recommended'])
})
