import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { addLine, openLines } from '~/demands/commands.server'
import * as linePage from '~/demands/pages/demand'
import { refreshWishBands } from '~/demands/wishes/bands.server'
import { closeInterestDue } from '~/demands/wishes/commands.server'
import * as wishPage from '~/demands/wishes/pages/wish'
import * as wishNew from '~/demands/wishes/pages/wish-new'
import * as wishList from '~/demands/wishes/pages/wishes'
import { listWaiting } from '~/program/waiting.server'
import { ocidOf } from '~/rounds/ocid.server'
import { anEdition } from '../support/catalog'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf, type Someone } from '../support/people'
import { letReact } from '../support/reactions'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner, worker } = database
const people = peopleOf(database)
const { clock } = people
servePages(database.app.pool)

const later = '2999-12-31'
const signIn = (who: Someone) => cookieFor(worker.db, who)
const load = async (serve: { loader: unknown }, who: Someone | null, params: Record<string, string> = {}) =>
  visit(serve.loader as never, { params, ...(who && { cookie: await signIn(who) }) })
const act = async (
  serve: { action: unknown },
  who: Someone,
  params: Record<string, string>,
  form: Record<string, string>,
) => visit(serve.action as never, { params, cookie: await signIn(who), form })

async function needs(buyer: Someone, editionId: string, quantity: number) {
  const subject = { editionId, classId: null }
  return buyer.db.transaction().execute(async (tx) => {
    const id = await addLine(tx, buyer.actor, { subject, quantity, neededBy: later }, new Date())
    await openLines(tx, buyer.actor, [id], new Date())
    return id
  })
}

/** An edition that so many enterprises need, each so much; what follows has followed. */
async function aWish(enterprises: number, quantity = 30) {
  const { editionId } = await anEdition(owner)
  const buyers: Someone[] = []
  const lines: string[] = []
  for (let n = 0; n < enterprises; n += 1) {
    const buyer = await people.aBuyer()
    buyers.push(buyer)
    lines.push(await needs(buyer, editionId, quantity))
  }
  await letReact(clock.db)
  const { id } = await owner.db
    .selectFrom('wishes')
    .select('id')
    .where('editionId', '=', editionId)
    .executeTakeFirstOrThrow()
  return { id, editionId, buyers, lines, params: { wishId: id } }
}

const stateOf = async (id: string) =>
  (await owner.db.selectFrom('wishes').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state
const told = async (who: Someone, kind: string) =>
  (
    await owner.db
      .selectFrom('notifications')
      .select('href')
      .where('personId', '=', who.personId)
      .where('kind', '=', kind)
      .execute()
  ).map(({ href }) => href)
const waits = async (who: Someone) => (await listWaiting(who.db, who.actor)).map(({ kind }) => kind)

describe('a wish', () => {
  test('that has gathered enough is asked about; who has a need confirms it; 60 % drafts a round', async () => {
    const officer = await people.anOfficer()
    const { id, buyers, lines, params } = await aWish(5)
    expect(await stateOf(id)).toBe('threshold_met')
    expect(await told(officer, 'wish.threshold_met')).toEqual([`/wishes/${id}`])
    expect(await waits(officer)).toContain('wishes')
    const opened = await act(wishPage, officer, params, { move: 'interest' })
    expect(opened.location).toContain('done=wish-interest')
    expect(await told(buyers[0]!, 'wish.interest_opened')).toEqual([`/wishes/${id}`])
    expect(await waits(buyers[0]!)).toContain('interests')
    for (const [place, buyer] of buyers.entries()) {
      const form = { move: 'confirm', line: lines[place]!, quantity: place === 0 ? '0' : '25' }
      expect((await act(wishPage, buyer, params, form)).location).toContain('done=wish-confirmed')
    }
    expect(await waits(buyers[0]!)).not.toContain('interests')
    const over = await act(wishPage, buyers[0]!, params, { move: 'confirm', line: lines[0]!, quantity: '31' })
    expect(over.status).toBe(422)
    await clock.db.transaction().execute((tx) => closeInterestDue(tx, new Date(Date.now() + 60 * 86_400_000)))
    await letReact(clock.db)
    expect(await stateOf(id)).toBe('round_drafted')
    expect(await told(buyers[1]!, 'wish.confirmed')).toEqual([`/wishes/${id}`])
    expect(await trailOf(owner.db, id)).toEqual([
      'wish.threshold_met',
      'wish.interest_opened',
      'wish.confirmed',
    ])
  })

  test('is published from the day interest is asked for, under the number and name that its round keeps', async () => {
    const officer = await people.anOfficer()
    await owner.db.insertInto('agencies').values({ orgId: officer.orgId, office: true }).execute()
    const { id, buyers, lines, params } = await aWish(5)
    await act(wishPage, officer, params, { move: 'interest' })
    await letReact(clock.db)
    for (const [place, buyer] of buyers.entries())
      await act(wishPage, buyer, params, { move: 'confirm', line: lines[place]!, quantity: '25' })
    await clock.db.transaction().execute((tx) => closeInterestDue(tx, new Date(Date.now() + 60 * 86_400_000)))
    await letReact(clock.db)
    const { processNumber } = await owner.db.selectFrom('wishes').select('processNumber').where('id', '=', id).executeTakeFirstOrThrow() // oxfmt-ignore
    const round = await owner.db.selectFrom('rounds').select('state').where('number', '=', processNumber!).executeTakeFirst() // oxfmt-ignore
    expect(round).toEqual({ state: 'draft' })
    const releases = await owner.db.selectFrom('ocdsReleases').select(['tags', 'body']).where('ocid', '=', ocidOf(processNumber!)).orderBy('at').execute() // oxfmt-ignore
    expect(releases.map(({ tags }) => tags)).toEqual([['planning'], ['planningUpdate']])
    expect(releases.map(({ body }) => (body as any).planning.milestones[0].status)).toEqual([
      'scheduled',
      'met',
    ])
    expect(JSON.stringify(releases)).not.toMatch(/"buyer"|"amount"|"quantity"/)
  })

  test('shows a band to everyone, one’s own need to its enterprise, all of them to the office', async () => {
    const officer = await people.anOfficer()
    const { buyers, lines, params } = await aWish(5)
    const shown = async (who: Someone | null) =>
      ((await load(wishPage, who, params)).data as { lines: { id: string }[] }).lines.map(({ id }) => id)
    expect(await shown(null)).toEqual([])
    expect(await shown(await people.someone('vendor', ['vendor']))).toEqual([])
    expect(await shown(buyers[0]!)).toEqual([lines[0]])
    expect((await shown(officer)).toSorted()).toEqual(lines.toSorted())
    expect((await load(wishList, null)).status).toBe(200)
  })

  test('is moved by officers only', async () => {
    const { id, buyers, params } = await aWish(5)
    for (const form of [
      { move: 'interest' },
      { move: 'decline', reason: '不需要' },
      { move: 'threshold', thresholdOrgs: '1', thresholdQuantity: '1' },
    ])
      expect((await act(wishPage, buyers[0]!, params, form as never)).status).toBe(422)
    expect(await stateOf(id)).toBe('threshold_met')
  })

  test('declined with a reason tells its enterprises; their needs stay open and gather anew with the next', async () => {
    const officer = await people.anOfficer()
    const { id, buyers, editionId, params } = await aWish(2)
    expect((await act(wishPage, officer, params, { move: 'decline', reason: ' ' })).status).toBe(422)
    await act(wishPage, officer, params, { move: 'decline', reason: '与另一轮重复' })
    await letReact(clock.db)
    expect(await stateOf(id)).toBe('declined')
    expect(await told(buyers[0]!, 'wish.declined')).toEqual([`/wishes/${id}`])
    await needs(await people.aBuyer(), editionId, 1)
    await letReact(clock.db)
    const gathered = await owner.db
      .selectFrom('demandLines')
      .innerJoin('wishes', 'wishes.id', 'demandLines.wishId')
      .select('wishes.id')
      .where('demandLines.editionId', '=', editionId)
      .where('wishes.state', '=', 'collecting')
      .execute()
    expect(gathered).toHaveLength(3)
  })

  test('with too little interest lapses, and everyone is told', async () => {
    const officer = await people.anOfficer()
    const { id, buyers, lines, params } = await aWish(5)
    await act(wishPage, officer, params, { move: 'interest' })
    await act(wishPage, buyers[0]!, params, { move: 'confirm', line: lines[0]!, quantity: '30' })
    await clock.db.transaction().execute((tx) => closeInterestDue(tx, new Date(Date.now() + 60 * 86_400_000)))
    expect(await stateOf(id)).toBe('lapsed')
    expect(await told(buyers[4]!, 'wish.lapsed')).toEqual([`/wishes/${id}`])
  })

  test('is measured at once by a threshold that the office lowers', async () => {
    const officer = await people.anOfficer()
    const { id, params } = await aWish(2)
    expect(await stateOf(id)).toBe('collecting')
    const form = { move: 'threshold', thresholdOrgs: '2', thresholdQuantity: '60' }
    expect((await act(wishPage, officer, params, form)).location).toContain('done=wish-threshold')
    await letReact(clock.db)
    expect(await stateOf(id)).toBe('threshold_met')
  })

  test('may be opened by the office before anyone has a need; two of a kind never gather', async () => {
    const officer = await people.anOfficer()
    const { editionId } = await anEdition(owner)
    const form = { subject: `edition:${editionId}`, thresholdOrgs: '5', thresholdQuantity: '200' }
    expect((await act(wishNew, officer, {}, form)).location).toContain('done=wish-opened')
    expect(await act(wishNew, officer, {}, form)).toMatchObject({
      status: 422,
      data: { refusal: { code: 'wish-gathers', field: 'subject' } },
    })
    await needs(await people.aBuyer(), editionId, 7)
    await letReact(clock.db)
    const wishes = await owner.db
      .selectFrom('wishes')
      .select(['thresholdQuantity', 'state'])
      .where('editionId', '=', editionId)
      .execute()
    expect(wishes).toEqual([{ thresholdQuantity: 200, state: 'collecting' }])
  })

  test('shows its band anew once a day and no sooner', async () => {
    const { id } = await aWish(5)
    const band = async () => {
      await clock.db.transaction().execute((tx) => refreshWishBands(tx))
      const { bandLow, bandHigh, bandOrgs } = await owner.db
        .selectFrom('wishes')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      return [bandLow, bandHigh, bandOrgs]
    }
    expect(await band()).toEqual([100n, 200n, 5])
    await sql`update demand_lines set quantity = 300 where wish_id = ${id}`.execute(owner.db)
    expect(await band()).toEqual([100n, 200n, 5])
    await sql`update wishes set band_at = band_at - interval '1 day' where id = ${id}`.execute(owner.db)
    expect(await band()).toEqual([1000n, 2000n, 5])
  })
})

describe('the page of a need', () => {
  test('changes, opens and withdraws it for its enterprise; foreign ones do not exist', async () => {
    const [buyer, other, officer] = [await people.aBuyer(), await people.aBuyer(), await people.anOfficer()]
    const { editionId } = await anEdition(owner)
    const subject = { editionId, classId: null }
    const id = await addLine(buyer.db, buyer.actor, { subject, quantity: 3, neededBy: later }, new Date())
    const params = { demandId: id }
    expect((await load(linePage, buyer, params)).data).toMatchObject({ line: { state: 'draft' }, mine: true })
    for (const who of [other, officer]) expect((await load(linePage, who, params)).status).toBe(404)
    const changed = await act(linePage, buyer, params, { move: 'change', quantity: '9', neededBy: later })
    expect(changed.location).toContain('done=saved')
    expect((await act(linePage, other, params, { move: 'open' })).status).toBe(404)
    expect((await act(linePage, buyer, params, { move: 'open' })).location).toContain('done=lines-open')
    await letReact(clock.db)
    expect((await load(linePage, officer, params)).data).toMatchObject({
      line: { state: 'open', quantity: 9 },
      wish: { state: 'collecting' },
      mine: false,
    })
    expect(await trailOf(owner.db, id)).toEqual(['demand.drafted', 'demand.changed', 'demand.opened'])
    const late = await act(linePage, buyer, params, { move: 'change', quantity: '1', neededBy: later })
    expect(late.status).toBe(422)
    expect((await act(linePage, buyer, params, { move: 'withdraw' })).location).toContain(
      'done=lines-withdraw',
    )
  })
})
