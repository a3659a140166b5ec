import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { openLines } from '~/demands/commands.server'
import { listOutlook } from '~/demands/outlook/queries.server'
import * as csvPage from '~/demands/outlook/pages/outlook-csv'
import * as boardPage from '~/demands/pages/board'
import { addDays, dayOf } from '~/kernel/workdays'
import { anEdition } from '../support/catalog'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf, type Someone } from '../support/people'

const database = await aDatabase()
const { owner, worker } = database
const people = peopleOf(database)
servePages(database.app.pool)
const today = dayOf(new Date())

const load = async (page: { loader: unknown }, who: Someone, path = '/office/demands') =>
  visit(page.loader as never, { path, cookie: await cookieFor(worker.db, who) })
const act = async (who: Someone, form: Record<string, string>) =>
  visit(boardPage.action as never, { cookie: await cookieFor(worker.db, who), form })

let officer: Someone
beforeAll(async () => {
  officer = await people.anOfficer()
})

/** A buyer whose need of an edition is open. */
async function aNeedOf(editionId: string, quantity: number, source: 'own' | 'gap' = 'own') {
  const buyer = await people.aBuyer()
  const { id } = await owner.db
    .insertInto('demandLines')
    .values({
      orgId: buyer.orgId,
      editionId,
      metric: 'device',
      term: 'perpetual',
      quantity,
      neededBy: '2999-01-01',
      source,
      draftedBy: buyer.personId,
    }) // oxfmt-ignore
    .returning('id')
    .executeTakeFirstOrThrow()
  await buyer.db.transaction().execute((tx) => openLines(tx, buyer.actor, [id], new Date()))
  return buyer
}
const anEditionId = async () => (await anEdition(owner)).editionId
const productOf = async (editionId: string) =>
  (await owner.db.selectFrom('editions').select('productId').where('id', '=', editionId).executeTakeFirstOrThrow())
    .productId // oxfmt-ignore
const rowOf = async (who: Someone, productId: string) =>
  (await listOutlook(who.db, 'product', today)).find(({ id }) => id === productId)

async function gaps(productId: string, quantities: readonly number[]) {
  for (const gap of quantities) {
    const orgId = await people.anOrganization()
    await owner.db.insertInto('positions').values({ orgId, productId, installed: gap, gap, status: 'gap' }).execute() // oxfmt-ignore
  }
}

describe('the outlook', () => {
  test('adds open needs and gaps that no need was opened for', async () => {
    const editionId = await anEditionId()
    const productId = await productOf(editionId)
    await aNeedOf(editionId, 30)
    await aNeedOf(editionId, 10, 'gap')
    await gaps(productId, [5, 5, 5, 5, 5])
    expect(await rowOf(officer, productId)).toMatchObject({ open: 40, openFromGaps: 10, gaps: 25, renewals: 0, pooled: 0, low: 55, high: 55 }) // oxfmt-ignore
  })

  test('tells a gap only where five enterprises have one and none holds half', async () => {
    const [few, much] = [await anEditionId(), await anEditionId()]
    await aNeedOf(few, 3)
    await aNeedOf(much, 3)
    await gaps(await productOf(few), [5, 5, 5, 5])
    await gaps(await productOf(much), [20, 5, 5, 5, 5])
    for (const edition of [few, much])
      expect(await rowOf(officer, await productOf(edition))).toMatchObject({ gaps: null, low: 3 })
  })

  test('tells nobody but the office of gaps and renewals, whoever asks the database', async () => {
    const [buyer, vendor, liaison] = [await people.aBuyer(), await people.someone('vendor', ['vendor']), await people.someone('agency', ['liaison'])] // oxfmt-ignore
    for (const who of [buyer, vendor, liaison]) {
      const asked = await sql`select product_id from gaps_by_product() union all select product_id from renewals_by_product(${today}::date, ${addDays(today, 365)}::date)`.execute(who.db) // oxfmt-ignore
      expect(asked.rows).toEqual([])
    }
    for (const who of [buyer, vendor]) {
      expect((await load(boardPage, who)).status).toBe(404)
      expect((await load(csvPage, who)).status).toBe(404)
    }
    const auditor = await people.someone('agency', ['auditor'])
    expect((await load(csvPage, auditor, '/office/demands/outlook.csv?by=class')).status).toBe(200)
    expect((await load(boardPage, officer, '/office/demands?by=class')).data).toMatchObject({ by: 'class' })
  })
})

describe('needs that are alike', () => {
  async function twoOfAClass() {
    const [one, other] = [await anEditionId(), await anEditionId()]
    const { id: classId } = await owner.db
      .insertInto('equivalenceClasses')
      .values({ code: `alike-${one.slice(-8)}`, name: '同类', nameEn: 'Alike', platform: 'any', reason: '同一用途' })
      .returning('id')
      .executeTakeFirstOrThrow() // oxfmt-ignore
    await owner.db.insertInto('classMembers').values([one, other].map((editionId) => ({ classId, editionId }))).execute() // oxfmt-ignore
    const buyer = await aNeedOf(one, 7)
    await aNeedOf(other, 5)
    return { key: `class:${classId}`, buyer, one }
  }
  const proposalsOf = async (who: Someone) =>
    ((await load(boardPage, who)).data as { proposals: { into: { classId: string }; quantity: number }[] }).proposals // oxfmt-ignore

  test('are merged by an officer with a reason into a round whose lot is filled in; their owners are told', async () => {
    const { key, buyer } = await twoOfAClass()
    expect((await proposalsOf(officer)).map(({ into }) => `class:${into.classId}`)).toContain(key)
    const merge = (who: Someone, changes: Record<string, string> = {}) => act(who, { move: 'round', key, seen: '12', reason: '同类合并，量更大', ...changes }) // oxfmt-ignore
    expect((await merge(officer, { reason: '' })).status).toBe(422)
    expect(await merge(officer, { seen: '11' })).toMatchObject({ status: 422, data: { refusal: { code: 'merge-changed' } } }) // oxfmt-ignore
    expect((await merge(await people.someone('agency', ['auditor']))).status).toBe(403)
    expect((await merge(officer)).location).toBe(`/rounds/new?subject=${key}`)
    const kept = await owner.db.selectFrom('demandMerges').selectAll().where('confirmedBy', '=', officer.personId).executeTakeFirstOrThrow() // oxfmt-ignore
    expect(kept).toMatchObject({ grounds: 'same-class', goesTo: 'round', sources: [{ quantity: 7 }, { quantity: 5 }] }) // oxfmt-ignore
    const told = await owner.db.selectFrom('notifications').select('kind').where('personId', '=', buyer.personId).execute() // oxfmt-ignore
    expect(told.map(({ kind }) => kind)).toContain('demand.merged')
    const lines = await owner.db.selectFrom('demandLines').select(['state', 'quantity']).where('orgId', '=', buyer.orgId).execute() // oxfmt-ignore
    expect(lines).toEqual([{ state: 'open', quantity: 7 }])
    await expect(owner.db.deleteFrom('demandMerges').execute()).rejects.toThrow('append-only')
  })

  test('or into a wish, once', async () => {
    const { key } = await twoOfAClass()
    const merge = () => act(officer, { move: 'wish', key, seen: '12', reason: '先征集' })
    expect((await merge()).location).toMatch(/^\/wishes\/[0-9a-f-]+\?done=needs-merged$/)
    expect(await merge()).toMatchObject({ status: 422, data: { refusal: { code: 'wish-gathers' } } })
  })
})
