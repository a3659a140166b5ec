import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { findJudging } from '~/awards/eligibility/queries.server'
import { addDays, dayOf } from '~/kernel/workdays'
import * as filePage from '~/people/pages/file'
import { listWaiting } from '~/program/waiting.server'
import { moveAuthorizationsDue } from '~/rounds/authorizations/clock.server'
import * as showPage from '~/rounds/authorizations/pages/authorization'
import * as newPage from '~/rounds/authorizations/pages/authorization-new'
import * as csvPage from '~/rounds/authorizations/pages/authorizations-csv'
import * as listPage from '~/rounds/authorizations/pages/authorizations'
import * as ownPage from '~/rounds/qualifications/pages/own'
import { biddingOf } from '../support/bidding'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner, worker } = database
const market = biddingOf(database)
servePages(database.app.pool)

const act = async (page: { action: unknown }, who: Someone, params: Record<string, string>, form: Record<string, string> | FormData) =>
  visit(page.action as never, { params, cookie: await cookieFor(worker.db, who), form }) // oxfmt-ignore
const load = async (
  page: { loader: unknown },
  who: Someone,
  params: Record<string, string> = {},
  path = '/',
) =>
  // oxfmt-ignore
  visit(page.loader as never, { params, path, cookie: await cookieFor(worker.db, who) })
const aVendor = () => market.someone('vendor', ['vendor'])
const today = dayOf(new Date())
const tick = (now = new Date()) => market.clock.db.transaction().execute((tx) => moveAuthorizationsDue(tx, now)) // oxfmt-ignore
const waits = async (who: Someone) => (await listWaiting(who.db, who.actor)).map(({ kind }) => kind)
const kindsOf = async (id: string) =>
  (
    await owner.db.selectFrom('events').select('kind').where('subjectId', '=', id).orderBy('id').execute()
  ).map(({ kind }) => kind)
const letterOf = (id: string) =>
  owner.db.selectFrom('resellerAuthorizations').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

let officer: Someone
let publisher: string
beforeAll(async () => {
  officer = await market.anOfficer()
  const { id } = await owner.db
    .insertInto('publishers')
    .values({ key: 'letters', nameZh: '函件软件', nameEn: 'Letters', country: 'CN' })
    .returning('id')
    .executeTakeFirstOrThrow()
  publisher = id
})

function letterForm(changes: Record<string, string> = {}) {
  const form = new FormData()
  const values = { subject: `publisher:${publisher}`, district: '', validFrom: addDays(today, -100), validUntil: addDays(today, 200), ...changes } // oxfmt-ignore
  for (const [name, value] of Object.entries(values)) form.set(name, value)
  form.set('letter', new File(['%PDF-1.7\n1 0 obj\n'], '授权书.pdf', { type: 'application/pdf' }))
  return form
}

/** A letter that a vendor has handed in. */
async function aLetter(changes: Record<string, string> = {}, vendor?: Someone) {
  const its = vendor ?? (await aVendor())
  const { location } = await act(newPage, its, {}, letterForm(changes))
  const id = /authorizations\/([0-9a-f-]+)\?/.exec(location ?? '')![1]!
  return { vendor: its, id, params: { authorizationId: id } }
}

describe('a publisher’s letter', () => {
  test('is handed in by its vendor, waits for the office, and is confirmed by an officer', async () => {
    const { vendor, id, params } = await aLetter()
    expect(await waits(officer)).toContain('authorizations')
    expect((await act(showPage, vendor, params, { move: 'confirm' })).status).toBe(422)
    expect((await act(showPage, officer, params, { move: 'confirm' })).location).toContain('done=authorization-confirm') // oxfmt-ignore
    expect(await letterOf(id)).toMatchObject({ state: 'confirmed', decidedBy: officer.personId })
    expect(await act(showPage, officer, params, { move: 'confirm' })).toMatchObject({ status: 422, data: { refusal: { code: 'already-moved' } } }) // oxfmt-ignore
    expect(await kindsOf(id)).toEqual(['authorization.submitted', 'authorization.confirmed'])
    expect((await load(showPage, vendor, params)).data).toMatchObject({ history: [{}, {}] })
    expect((await load(ownPage, vendor)).data).toMatchObject({ letters: [{ id, state: 'confirmed' }] })
  })

  test('that is sent back waits for its vendor; what corrects it withdraws it', async () => {
    const { vendor, id, params } = await aLetter()
    expect((await act(showPage, officer, params, { move: 'return', reason: '' })).status).toBe(422)
    await act(showPage, officer, params, { move: 'return', reason: '没有盖章' })
    expect(await waits(vendor)).toContain('authorizations-returned')
    const again = await aLetter({ renews: id }, vendor)
    expect((await letterOf(id)).state).toBe('withdrawn')
    expect(await letterOf(again.id)).toMatchObject({ state: 'submitted', renewsId: id })
    expect(await waits(vendor)).not.toContain('authorizations-returned')
  })

  test('is not taken from its publisher itself, nor when it has ended, nor to replace a stranger’s', async () => {
    const vendor = await aVendor()
    const stranger = await aLetter()
    const refused = async (changes: Record<string, string>) => (await act(newPage, vendor, {}, letterForm(changes))).data // oxfmt-ignore
    await owner.db
      .updateTable('publishers')
      .set({ orgId: vendor.orgId })
      .where('id', '=', publisher)
      .execute()
    expect(await refused({})).toMatchObject({ refusal: { code: 'publisher-itself', field: 'subject' } })
    await owner.db.updateTable('publishers').set({ orgId: null }).where('id', '=', publisher).execute()
    expect(await refused({ validUntil: addDays(today, -1) })).toMatchObject({ refusal: { code: 'authorization-over' } }) // oxfmt-ignore
    expect(await refused({ validFrom: addDays(today, 9), validUntil: today })).toMatchObject({ problems: [{ field: 'validUntil' }] }) // oxfmt-ignore
    expect(await refused({ renews: stranger.id })).toMatchObject({ refusal: { code: 'already-moved' } })
    expect((await letterOf(stranger.id)).state).toBe('submitted')
  })

  test('is warned of once, thirty days before its end, unless it is renewed; then it expires', async () => {
    const { vendor, id, params } = await aLetter({ validUntil: addDays(today, 30) })
    const renewed = await aLetter({ validUntil: addDays(today, 30) })
    const later = await aLetter({ validUntil: addDays(today, 31) })
    for (const its of [params, renewed.params, later.params])
      await act(showPage, officer, its, { move: 'confirm' })
    await aLetter({ renews: renewed.id, validUntil: addDays(today, 400) }, renewed.vendor)
    expect((await letterOf(renewed.id)).state).toBe('confirmed')
    await tick()
    await tick()
    const endings = async (one: string) => (await kindsOf(one)).filter((kind) => kind === 'authorization.ending').length // oxfmt-ignore
    expect([await endings(id), await endings(renewed.id), await endings(later.id)]).toEqual([1, 0, 0])
    const told = await owner.db.selectFrom('notifications').select('kind').where('personId', '=', vendor.personId).execute() // oxfmt-ignore
    expect(told.map(({ kind }) => kind)).toContain('authorization.ending')
    await sql`update reseller_authorizations set valid_until = ${today} where id = ${id}`.execute(owner.db)
    await tick()
    expect((await letterOf(id)).state).toBe('confirmed')
    await tick(new Date(Date.now() + 86_400_000))
    expect((await letterOf(id)).state).toBe('expired')
  })

  test('is read by its vendor and the office alone, its file too, and withdrawn by its vendor alone', async () => {
    const { vendor, id, params } = await aLetter()
    const { fileId } = await letterOf(id)
    const [other, auditor, evaluator, buyer] = [await aVendor(), await market.someone('agency', ['auditor']), await market.someone('agency', ['evaluator']), await market.aBuyer()] // oxfmt-ignore
    for (const who of [other, evaluator, buyer]) {
      expect((await load(showPage, who, params)).status).toBe(who === evaluator ? 403 : 404)
      expect((await load(filePage, who, { fileId })).status).toBe(404)
    }
    for (const who of [vendor, officer, auditor]) {
      expect((await load(showPage, who, params)).status).toBe(200)
      expect((await load(filePage, who, { fileId })).status).toBe(200)
    }
    expect((await act(showPage, other, params, { move: 'withdraw' })).status).toBe(404)
    expect((await act(showPage, officer, params, { move: 'withdraw' })).status).toBe(422)
    expect((await act(showPage, vendor, params, { move: 'withdraw' })).location).toContain('withdraw')
    expect((await letterOf(id)).state).toBe('withdrawn')
    expect((await load(listPage, vendor)).status).toBe(404)
    const listed = (await load(listPage, officer, {}, '/?state=withdrawn')).data as {
      letters: { id: string }[]
    }
    expect(listed.letters.map((letter) => letter.id)).toContain(id)
    expect((await load(csvPage, auditor)).status).toBe(200)
  })
})

describe('the committee', () => {
  test('sees beside each bid which letter covers it, and the vendor’s standing, once bids have closed', async () => {
    const round = await market.aRound({ lots: [{}], terms: { minBids: 1 } })
    const { publisherId, productId } = await owner.db
      .selectFrom('editions')
      .innerJoin('products', 'products.id', 'editions.productId')
      .select(['publisherId', 'productId'])
      .where('editions.id', '=', round.lots[0]!.editions[0]!)
      .executeTakeFirstOrThrow()
    const [covered, bare] = [await market.aVendor(), await market.aVendor()]
    const fit = { vendorId: covered.orgId, state: 'qualified' as const, criteriaVersion: 1, validUntil: new Date(Date.now() + 86_400_000) } // oxfmt-ignore
    await owner.db.insertInto('qualifications').values(fit).execute()
    const { id, params } = await aLetter({ subject: `product:${productId}` }, covered)
    await act(showPage, officer, params, { move: 'confirm' })
    expect(await letterOf(id)).toMatchObject({ publisherId, productId })
    const bids = [await market.seal(covered, round, 0), await market.seal(bare, round, 0)]
    const evaluator = await market.someone('agency', ['evaluator'])
    const { fileId } = await letterOf(id)
    const fileFor = async (who: Someone) => (await load(filePage, who, { fileId })).status
    const standings = (who: Someone) => sql<{ state: string }>`select state from judged_standings(${round.id})`.execute(who.db) // oxfmt-ignore
    const letters = (who: Someone) => sql`select id from judged_authorizations(${round.id})`.execute(who.db)
    expect((await standings(evaluator)).rows).toEqual([])
    expect(await fileFor(evaluator)).toBe(404)
    await market.close(round)
    await market.open(round, 'technical')
    expect((await letters(evaluator)).rows).toEqual([{ id }])
    expect((await letters(covered)).rows).toEqual([])
    expect(await fileFor(evaluator)).toBe(200)
    const judging = await findJudging(evaluator.db, evaluator.actor, { id: round.id, state: 'technical_opened', terms: { method: 'lowest_price' } }) // oxfmt-ignore
    const shown = new Map(judging.bids.map((bid) => [bid.id, bid]))
    expect(shown.get(bids[0]!)).toMatchObject({ qualification: 'qualified', cover: { how: 'covered', by: { id, fileId } } }) // oxfmt-ignore
    expect(shown.get(bids[1]!)).toMatchObject({ cover: { how: 'none' } })
  })
})
