import { expect, test } from 'vitest'
import * as compliance from '~/compliance/positions/pages/compliance'
import * as overseen from '~/compliance/positions/pages/overseen'
import * as overseenCsv from '~/compliance/positions/pages/overseen-csv'
import { admitCase } from '~/mediation/intake/admit.server'
import { fileCase } from '~/mediation/intake/file.server'
import { acceptCase } from '~/mediation/intake/respond.server'
import { acceptOffer, makeOffer } from '~/mediation/offers/offers.server'
import { moveCase } from '~/mediation/moves.server'
import { adoptText, findSettlement } from '~/mediation/settlements/drafting.server'
import { checkCase } from '~/mediation/settlements/fulfilling.server'
import { signSettlement } from '~/mediation/settlements/signing.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { anEstate, type Product } from '../support/estate'
import { cookieFor, servePages, visit } from '../support/pages'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { app, owner, worker } = database
servePages(app.pool)
const disputes = disputesOf(database)
const { work, dueOn } = disputes
const now = new Date()

/** A buyer whose computers lack rights to what it bought and disputes, and the ways in which others look at it. */
async function aDisputedGap() {
  const its = await disputes.aDraft()
  const { productId, editionId } = await owner.db
    .selectFrom('orderLines')
    .innerJoin('editions', 'editions.id', 'orderLines.editionId')
    .select(['productId', 'editionId'])
    .where('orderLines.id', '=', its.order.lineIds[0]!)
    .executeTakeFirstOrThrow()
  await owner.db.updateTable('products').set({ category: 'office' }).where('id', '=', productId).execute()
  const product: Product = { id: productId, edition: { standard: editionId }, release: {} }
  const estate = await anEstate(database, its.claimant)
  await estate.install(await estate.computers(6), product, { release: null })
  const manager = await disputes.someone('enterprise', ['asset_manager'], its.claimant.orgId)
  const cookie = await cookieFor(worker.db, manager)
  const officer = await cookieFor(worker.db, await disputes.someone('agency', ['officer']))
  const own = async () => {
    const { data } = (await visit(compliance.loader, { cookie, path: '/compliance' })) as { data: any }
    return {
      status: data.status,
      product: data.positions.find((one: any) => one.productId === productId)?.own,
    }
  }
  const others = async () => {
    const params = { organizationId: its.claimant.orgId }
    const page = await visit(overseen.loader, { cookie: officer, params })
    const csv = await visit(overseenCsv.loader as never, { cookie: officer, params })
    return JSON.stringify([page.data, csv.data], (_, value: unknown) =>
      typeof value === 'bigint' ? `${value}` : value,
    )
  }
  return { ...its, estate, product, own, others }
}

const marksOf = async (caseId: string) =>
  (
    await owner.db
      .selectFrom('complianceMarks')
      .select(['kind', 'until'])
      .where('caseId', '=', caseId)
      .orderBy('kind')
      .execute()
  ).map(({ kind, until }) => `${kind}${until && until <= new Date() ? ' over' : ''}`)

async function admit({ caseId, claimant, registrar }: Awaited<ReturnType<typeof aDisputedGap>>) {
  await work(claimant, (tx) => fileCase(tx, claimant.actor, caseId, 'fit', now))
  await work(registrar, (tx) => admitCase(tx, registrar.actor, caseId))
  await disputes.letReact()
}

test('a case on a gap shows to the enterprise as under mediation from its admission to its close, and to nobody else', async () => {
  const its = await aDisputedGap()
  expect(await its.own()).toEqual({ status: 'gap', product: 'gap' })
  const before = await its.others()
  await admit(its)
  expect(await marksOf(its.caseId)).toEqual(['under_mediation'])
  expect(await its.own()).toEqual({ status: 'under_mediation', product: 'under_mediation' })
  expect(await its.others()).toBe(before)
  expect(await its.respondent.db.selectFrom('complianceMarks').select('id').execute()).toEqual([])

  await work(its.claimant, (tx) => moveCase(tx, its.caseId, 'withdraw'))
  await disputes.letReact()
  expect(await marksOf(its.caseId)).toEqual(['under_mediation over'])
  expect(await its.own()).toEqual({ status: 'gap', product: 'gap' })
  expect(await trailOf(owner.db, its.caseId)).toContain('case.closed')
})

test('a promise that is late and one that closed the gap show as such: late, then regularized', async () => {
  const its = await aDisputedGap()
  await admit(its)
  const { caseId, claimant, respondent } = its
  await work(respondent, (tx) => acceptCase(tx, caseId))
  const promise = disputes.anOffer([{ kind: 'reissue', quantity: '6', dueOn, text: '补发六个密钥' }])
  const offerId = await work(respondent, (tx) =>
    makeOffer(tx, respondent.actor, { caseId, side: 'respondent', now }, promise, null),
  )
  await work(claimant, (tx) => acceptOffer(tx, claimant.actor, { caseId, side: 'claimant', now }, offerId))
  const { hash } = (await findSettlement(claimant.db, caseId))!
  for (const side of [claimant, respondent]) await work(side, (tx) => adoptText(tx, caseId, hash, now))
  for (const side of [claimant, respondent])
    await work(side, (tx) => signSettlement(tx, side.actor, caseId, hash))
  await disputes.letReact()
  const check = async () => {
    await work(disputes.clock, (tx) => checkCase(tx, caseId, now))
    await disputes.letReact()
  }
  await owner.db
    .updateTable('obligations')
    .set({ dueOn: '2026-01-01' })
    .where('caseId', '=', caseId)
    .execute()
  await check()
  expect(await marksOf(caseId)).toEqual(['settlement_late', 'under_mediation'])
  expect(await its.own()).toEqual({ status: 'settlement_late', product: 'settlement_late' })

  await its.estate.entitle(its.product, { quantity: 6, release: null })
  await owner.db
    .updateTable('obligations')
    .set({ state: 'met', metAt: now })
    .where('caseId', '=', caseId)
    .execute()
  await check()
  expect(await disputes.stateOfCase(caseId)).toBe('closed_fulfilled')
  expect(await marksOf(caseId)).toEqual(['settled', 'settlement_late over', 'under_mediation over'])
  expect(await its.estate.position(its.product)).toMatchObject({ gap: 0, status: 'compliant' })
  expect((await its.own()).product).toBe('regularized')
})
