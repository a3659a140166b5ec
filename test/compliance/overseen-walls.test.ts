import { expect, test } from 'vitest'
import * as statisticsPage from '~/compliance/campaigns/pages/statistics-xlsx'
import { listDistrictTotals } from '~/compliance/campaigns/statistics.server'
import * as overseen from '~/compliance/positions/pages/overseen'
import * as overseenCsv from '~/compliance/positions/pages/overseen-csv'
import * as oversight from '~/compliance/positions/pages/oversight'
import * as oversightCsv from '~/compliance/positions/pages/oversight-csv'
import { search } from '~/program/search.server'
import { aDatabase } from '../support/database'
import { anEstate, aProduct } from '../support/estate'
import { anOffice } from '../support/office'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { app, owner, worker } = database
servePages(app.pool)
const { officer, harbor, liaison, southLiaison, leader, someone, anEnterpriseIn } = await anOffice(database)
const auditor = await someone('agency', ['auditor'])
const inspector = await someone('agency', ['inspector'], harbor)
const product = await aProduct(database)
const [inHarbor, inSouth] = [await anEnterpriseIn('370211'), await anEnterpriseIn('370202')]
for (const orgId of [inHarbor, inSouth]) {
  const estate = await anEstate(database, { orgId })
  await estate.install(await estate.computers(3), product)
  await estate.entitle(product, { quantity: 1 })
}

/** What a page or a file says, to the byte. */
async function read(loader: unknown, who: Someone, params: Record<string, string> = {}) {
  const request = new Request('http://localhost:3000/', {
    headers: { cookie: await cookieFor(worker.db, who), 'accept-language': 'zh' },
  })
  const answer = await (loader as (args: unknown) => Promise<unknown>)({
    request,
    params,
    context: { requestId: 'test', ip: '127.0.0.1' },
  })
  return answer instanceof Response ? answer.text() : JSON.stringify(answer)
}

const nameOf = async (id: string) =>
  (await owner.db.selectFrom('organizations').select('name').where('id', '=', id).executeTakeFirstOrThrow())
    .name

test('a district’s liaison has its own enterprises alone, in list, file, detail, workbook and search', async () => {
  const [own, other] = [await nameOf(inHarbor), await nameOf(inSouth)]
  for (const loader of [oversight.loader, oversightCsv.loader]) {
    const text = await read(loader, liaison)
    expect([text.includes(own), text.includes(other)]).toEqual([true, false])
    const south = await read(loader, southLiaison)
    expect([south.includes(own), south.includes(other)]).toEqual([false, true])
  }
  const cookie = await cookieFor(worker.db, liaison)
  for (const loader of [overseen.loader, overseenCsv.loader]) {
    const status = async (organizationId: string) =>
      (await visit(loader, { cookie, params: { organizationId } })).status
    expect([await status(inHarbor), await status(inSouth)]).toEqual([200, 404])
  }
  const hits = async (name: string) => (await search(liaison.db, liaison.actor, name)).map(({ id }) => id)
  expect([await hits(own), await hits(other)]).toEqual([[inHarbor], []])

  const { id: campaignId } = await owner.db
    .insertInto('campaigns')
    .values({ title: '自查', ground: '通知', categories: ['office'], opensOn: '2026-11-01', dueOn: '2026-11-20', state: 'open', openedAt: new Date(), frameSha256: Buffer.alloc(32), by: officer.personId })
    .returning('id')
    .executeTakeFirstOrThrow() // oxfmt-ignore
  for (const orgId of [inHarbor, inSouth]) {
    await owner.db.insertInto('campaignUnits').values({ campaignId, orgId, dueOn: '2026-11-20' }).execute()
    await owner.db.insertInto('selfInspections').values({ campaignId, orgId }).execute()
  }
  const districts = async (who: Someone) =>
    (await listDistrictTotals(who.db, campaignId)).map(({ district, called }) => [district, called])
  expect(await districts(liaison)).toEqual([['370211', 1]])
  expect(await districts(officer)).toEqual([['370202', 1], ['370211', 1]]) // oxfmt-ignore
  expect((await visit(statisticsPage.loader as never, { cookie, params: { campaignId } })).status).toBe(200)
})

test('no agency but the auditor finds an installation, a computer or a covering unit while no inspection is open', async () => {
  for (const who of [officer, liaison, leader, inspector]) {
    const found = await Promise.all([
      who.db.selectFrom('installations').select('id').execute(),
      who.db.selectFrom('computers').select('id').execute(),
      who.db.selectFrom('coverage').select('installationId').execute(),
      who.db.selectFrom('inventories').select('id').execute(),
    ])
    expect(found).toEqual([[], [], [], []])
  }
})

test('an open case shifts no byte of what anybody but the enterprise reads', async () => {
  const all = async () => {
    const texts: string[] = []
    for (const who of [officer, auditor, liaison, leader, inspector]) {
      texts.push(await read(oversight.loader, who), await read(oversightCsv.loader, who))
      const params = { organizationId: inHarbor }
      texts.push(await read(overseen.loader, who, params), await read(overseenCsv.loader, who, params))
    }
    return texts
  }
  const before = await all()
  await owner.db
    .insertInto('complianceMarks')
    .values({ orgId: inHarbor, productId: product.id, kind: 'under_mediation', caseId: product.id, since: new Date(Date.now() - 1000) })
    .execute() // oxfmt-ignore
  expect(await all()).toEqual(before)
})
