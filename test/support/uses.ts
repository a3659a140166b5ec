import { admitCase } from '~/mediation/intake/admit.server'
import { draftCase, fileCase } from '~/mediation/intake/file.server'
import { draftForm } from '~/mediation/intake/form'
import { acceptCase } from '~/mediation/intake/respond.server'
import { findSubject } from '~/mediation/intake/subject.server'
import { acceptOffer, keepFirstOffer } from '~/mediation/offers/offers.server'
import { adoptText, findSettlement } from '~/mediation/settlements/drafting.server'
import { checkCase, listObligations } from '~/mediation/settlements/fulfilling.server'
import { signSettlement } from '~/mediation/settlements/signing.server'
import { dayOf } from '~/kernel/workdays'
import type { Fallback } from '~/mediation/offers/terms'
import * as position from '~/compliance/positions/pages/compliance'
import { disputesOf } from './cases'
import { anEstate, aProduct, type Product } from './estate'
import { moneyOf } from './money'
import { cookieFor, visit } from './pages'
import type { Someone } from './people'

type Connections = Parameters<typeof disputesOf>[0] &
  Parameters<typeof anEstate>[0] &
  Parameters<typeof moneyOf>[0]

/** Cases of use beyond the licenses, in a market of their own. */
export async function usesOf(database: Connections) {
  const { owner } = database
  const disputes = disputesOf(database)
  const money = await moneyOf(database)
  const { work } = disputes
  const now = new Date()

  /** 36 installed, 30 entitled; the right holder claims and both sign that six are bought through a round. */
  async function aPromise(
    given: {
      holder?: Someone
      product?: Product
      enterprise?: Someone
      quantity?: string
      dueOn?: string
      fallback?: Fallback
      amount?: string
    } = {},
  ) {
    const { quantity = '6', dueOn = disputes.dueOn, fallback, amount } = given
    const body = await disputes.aBody()
    const holder = given.holder ?? (await disputes.aVendor())
    const enterprise = given.enterprise ?? (await disputes.anApprover())
    const product = given.product ?? (await aProduct(database, { releases: [] }))
    const estate = await anEstate(database, enterprise)
    if (!given.enterprise) {
      await estate.install(await estate.computers(36), product, { release: null })
      await estate.entitle(product, { quantity: 30, release: null })
    }
    const { uscc } = await owner.db
      .selectFrom('organizations')
      .select('uscc')
      .where('id', '=', enterprise.orgId)
      .executeTakeFirstOrThrow()
    const values = draftForm.parse({
      bodyId: body.orgId,
      ground: 'over_use',
      remedy: 'buy',
      quantity,
      text: '安装数超过授权数',
    })
    const promise = { kind: 'buy_via_round', debtor: 'respondent', quantity, dueOn }
    const offer = disputes.anOffer([{ ...promise, ...(fallback && { fallback }), ...(amount && { amount }) }])
    const caseId = await work(holder, async (tx) => {
      const subject = await findSubject(tx, holder.actor, { product: product.id, uscc })
      const id = await draftCase(tx, holder.actor, subject, values, now)
      await keepFirstOffer(tx, holder.actor, { caseId: id, now }, offer)
      await fileCase(tx, holder.actor, id, 'fit', now)
      return id
    })
    await work(body.registrar, (tx) => admitCase(tx, body.registrar.actor, caseId))
    await work(enterprise, (tx) => acceptCase(tx, caseId))
    const { id } = await owner.db
      .selectFrom('offers')
      .select('id')
      .where('caseId', '=', caseId)
      .executeTakeFirstOrThrow()
    await work(enterprise, (tx) => acceptOffer(tx, enterprise.actor, { caseId, side: 'respondent', now }, id))
    const { hash } = (await findSettlement(holder.db, caseId))!
    for (const side of [holder, enterprise]) await work(side, (tx) => adoptText(tx, caseId, hash, now))
    const sign = async () => {
      for (const side of [holder, enterprise])
        await work(side, (tx) => signSettlement(tx, side.actor, caseId, hash))
      await disputes.letReact()
    }
    /** An order of a round brings so many of what was ordered. */
    const bought = async (ordered: number, delivered: number) => {
      const lines = [{ quantity: ordered, unitPrice: 30_000n, editionId: product.edition.standard! }]
      const order = await disputes.aConfirmedOrder({ buyer: enterprise, vendor: holder, lines })
      await money.pay(order)
      const more = (units: number) =>
        money.deliver(order, [units], dayOf(now)).then(() => disputes.letReact())
      await more(delivered)
      return more
    }
    const obligation = async () => (await listObligations(holder.db, caseId))[0]!
    const check = () =>
      work(disputes.clock, (tx) => checkCase(tx, caseId, now)).then(() => disputes.letReact())
    /** The day of its promise has gone by. */
    const pastItsDay = async () => {
      await owner.db
        .updateTable('obligations')
        .set({ dueOn: '2026-01-01' })
        .where('caseId', '=', caseId)
        .execute()
      await check()
    }
    /** What its enterprise is told of the product. */
    const ownStatus = async () => {
      const manager = await disputes.someone('enterprise', ['asset_manager'], enterprise.orgId)
      const cookie = await cookieFor(database.worker.db, manager)
      const { data } = (await visit(position.loader, { cookie, path: '/compliance' })) as { data: any }
      return data.positions.find((one: any) => one.productId === product.id)?.own
    }
    return {
      ...{ caseId, holder, enterprise, product, estate },
      ...{ sign, bought, obligation, check, pastItsDay, ownStatus },
    }
  }

  return { disputes, money, aPromise }
}
