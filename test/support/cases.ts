import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { addDays, dayOf } from '~/kernel/workdays'
import { placeProvisional } from '~/mediation/holds/holds.server'
import { draftForm } from '~/mediation/intake/form'
import { admitCase } from '~/mediation/intake/admit.server'
import { draftCase, fileCase } from '~/mediation/intake/file.server'
import { acceptCase } from '~/mediation/intake/respond.server'
import { findSubject } from '~/mediation/intake/subject.server'
import { declarationForm } from '~/mediation/mediators/form'
import { takeOn } from '~/mediation/mediators/mandate.server'
import { rankMediators } from '~/mediation/mediators/selecting.server'
import { moveCase } from '~/mediation/moves.server'
import { offerForm } from '~/mediation/offers/form'
import { acceptOffer, keepFirstOffer, makeOffer } from '~/mediation/offers/offers.server'
import { adoptText, findSettlement } from '~/mediation/settlements/drafting.server'
import { listObligations } from '~/mediation/settlements/fulfilling.server'
import { signSettlement } from '~/mediation/settlements/signing.server'
import { account } from '~/payments/ledger/accounts'
import { moneyCame } from '~/payments/fund.server'
import { post } from '~/payments/ledger/post.server'
import { bankLine, matched } from '~/payments/ledger/postings'
import type { Database } from '~db/schema'
import { tradeOf } from './orders'
import type { Someone } from './people'
import { letReact } from './reactions'

type Connections = Parameters<typeof tradeOf>[0] & { worker: { db: Kysely<Database> } }

/** A market with a mediation body, and cases brought as far as a test needs them. */
export function disputesOf(connections: Connections) {
  const { owner, worker } = connections
  const trade = tradeOf(connections)
  const dueOn = addDays(dayOf(new Date()), 30)

  /** A licensed body with a registrar (also its head) and mediators in the order of its roster. */
  async function aBody({ mediators = 2, validUntil = '2099-12-31', kind = 'people' as const } = {}) {
    const orgId = await trade.anOrganization('mediation_body')
    await owner.db
      .insertInto('mediationBodies')
      .values({ orgId, kind, licenseNo: 'RM-1', issuedBy: '司法局', validFrom: '2020-01-01', validUntil })
      .execute()
    const registrar = await trade.someone('mediation_body', ['registrar', 'head'], orgId)
    const roster: Someone[] = []
    for (let n = 0; n < mediators; n += 1) {
      const mediator = await trade.someone('mediation_body', ['mediator'], orgId)
      await owner.db
        .updateTable('persons')
        .set({ mail: `m${mediator.personId}@body${orgId}.cn` })
        .where('id', '=', mediator.personId)
        .execute()
      await owner.db
        .insertInto('mediators')
        .values({ personId: mediator.personId, bodyId: orgId, rosterNo: n + 1 })
        .execute()
      roster.push(mediator)
    }
    return { orgId, registrar, mediators: roster }
  }

  const work = <T>(one: Someone, deed: (tx: Kysely<Database>) => Promise<T>) =>
    one.db.transaction().execute(deed)

  type Line = { quantity: number; unitPrice: bigint; editionId?: string }
  type DraftFacts = {
    amount?: string
    ground?: string
    remedy?: string
    quantity?: number
    paid?: boolean
    /** pays in another way than a posting, such as by a bank's line */
    pay?: (order: Awaited<ReturnType<typeof trade.aConfirmedOrder>>) => Promise<unknown>
    lines?: readonly Line[]
    buyer?: Someone
    vendor?: Someone
  }

  /** A draft about the first line of a paid order, with its first offer. */
  async function aDraft(facts: DraftFacts = {}) {
    const body = await aBody()
    const order = await trade.aConfirmedOrder({
      lines: facts.lines ?? [{ quantity: 20, unitPrice: 120_000n }],
      ...(facts.buyer && { buyer: facts.buyer }),
      ...(facts.vendor && { vendor: facts.vendor }),
    })
    if (facts.pay) await facts.pay(order)
    else if (facts.paid !== false) await pay(order.id)
    const values = draftForm.parse({
      bodyId: body.orgId,
      ground: facts.ground ?? 'not_working',
      remedy: facts.remedy ?? 'refund',
      amount: facts.amount ?? '7,200.00',
      quantity: String(facts.quantity ?? 6),
      text: '六个密钥无法激活',
    })
    const caseId = await work(order.buyer, async (tx) => {
      const subject = (await findSubject(tx, order.buyer.actor, { line: order.lineIds[0]! }))!
      const id = await draftCase(tx, order.buyer.actor, subject, values, new Date())
      await keepFirstOffer(tx, order.buyer.actor, { caseId: id, now: new Date() }, anOffer())
      return id
    })
    return { caseId, order, body, claimant: order.buyer, respondent: order.vendor, ...body }
  }

  const anOffer = (
    items: readonly Record<string, string>[] = [{ kind: 'refund', amount: '2400.00', dueOn }],
  ) => offerForm.parse({ items, expiresOn: dueOn })

  /** The whole amount came by bank. */
  const pay = (orderId: string) =>
    work(trade.clock, async (tx) => {
      const { total, enterpriseId } = await tx
        .selectFrom('orders')
        .select(['total', 'enterpriseId'])
        .where('id', '=', orderId)
        .executeTakeFirstOrThrow()
      const [lineId, now] = [randomUUID(), new Date()]
      await post(tx, bankLine(lineId, 'test', 'C', total), now, [
        { id: account.bank('test') },
        { id: account.suspense(lineId), debit: false },
      ])
      await post(tx, matched({ id: randomUUID(), lineId, enterpriseId }, [{ orderId, amount: total }]), now, [
        { id: account.order(orderId), orderId, orgId: enterpriseId },
      ])
      await moneyCame(tx, orderId, total)
    })

  type Case = Awaited<ReturnType<typeof aDraft>>

  async function aFiledCase(facts: DraftFacts = {}) {
    const its = await aDraft(facts)
    await work(its.claimant, (tx) => fileCase(tx, its.claimant.actor, its.caseId, 'fit', new Date()))
    return its
  }

  /** The vendor of a case's line is claimed against once more, by another case of the same buyer's on that line. */
  async function aSecondCase(first: Case, { amount }: { amount: string }) {
    const { id } = await owner.db
      .insertInto('cases')
      .columns(['number', 'type', 'claimantId', 'respondentId', 'bodyId', 'state', 'filedAt'])
      .expression((query) =>
        query
          .selectFrom('cases')
          .where('id', '=', first.caseId)
          .select(({ val, ref }) => [
            sql<string>`fresh_case_number()`.as('number'),
            'type',
            'claimantId',
            'respondentId',
            'bodyId',
            val('filed' as const).as('state'),
            ref('filedAt').as('filedAt'),
          ]),
      )
      .returning('id')
      .executeTakeFirstOrThrow()
    await owner.db
      .insertInto('caseSeats')
      .values({ caseId: id, personId: first.claimant.personId, side: 'claimant', capacity: 'representative' })
      .execute()
    await owner.db
      .insertInto('objections')
      .values({
        caseId: id,
        no: 1,
        subjectKind: 'order_line',
        subjectId: first.order.lineIds[0]!,
        ground: 'service',
        remedy: 'refund',
        amount: BigInt(amount.replaceAll(/[,.]/g, '')),
      })
      .execute()
    await work(first.claimant, (tx) => placeProvisional(tx, id, new Date()))
    return owner.db
      .selectFrom('holds')
      .select(['id', 'amount'])
      .where('caseId', '=', id)
      .executeTakeFirstOrThrow()
  }

  async function anAdmittedCase(facts: DraftFacts = {}) {
    const its = await aFiledCase(facts)
    await work(its.registrar, (tx) => admitCase(tx, its.registrar.actor, its.caseId))
    return its
  }

  async function aNegotiation(facts: DraftFacts = {}) {
    const its = await anAdmittedCase(facts)
    await work(its.respondent, (tx) => acceptCase(tx, its.caseId))
    return its
  }

  /** Both sides rank the same names, the first takes the case on, nothing is found. */
  async function aMediation(facts: DraftFacts = {}) {
    const its = await aNegotiation(facts)
    await choose(its)
    await declare(its, its.mediators[0]!)
    return { ...its, mediator: its.mediators[0]! }
  }

  async function choose(its: Case) {
    await work(its.claimant, (tx) => moveCase(tx, its.caseId, 'ask_mediator'))
    const names = its.mediators.map(({ personId }) => personId)
    await work(its.claimant, (tx) => rankMediators(tx, its.caseId, 'claimant', names, new Date()))
    await work(its.respondent, (tx) => rankMediators(tx, its.caseId, 'respondent', names, new Date()))
  }

  async function declare(its: Case, mediator: Someone, said: Record<string, string> = {}) {
    const declaration = declarationForm.parse({ independent: 'yes', ...said })
    const findings = await work(mediator, (tx) =>
      takeOn(tx, mediator.actor, its.caseId, declaration, new Date()),
    )
    await letReact(worker.db)
    return findings
  }

  /** The respondent promises, the claimant accepts, both adopt and sign. */
  async function settled(its: Case, items: Parameters<typeof anOffer>[0]) {
    const { caseId, claimant, respondent } = its
    const now = new Date()
    const offerId = await work(respondent, (tx) =>
      makeOffer(tx, respondent.actor, { caseId, side: 'respondent', now }, anOffer(items), null),
    )
    await work(claimant, (tx) => acceptOffer(tx, claimant.actor, { caseId, side: 'claimant', now }, offerId))
    const { hash } = (await findSettlement(claimant.db, caseId))!
    for (const side of [claimant, respondent]) await work(side, (tx) => adoptText(tx, caseId, hash, now))
    for (const side of [claimant, respondent])
      await work(side, (tx) => signSettlement(tx, side.actor, caseId, hash))
    await letReact(worker.db)
    return listObligations(claimant.db, caseId)
  }

  const stateOfCase = async (caseId: string) =>
    (await owner.db.selectFrom('cases').select('state').where('id', '=', caseId).executeTakeFirstOrThrow())
      .state

  return {
    ...trade,
    pay,
    work,
    aBody,
    aDraft,
    anOffer,
    aFiledCase,
    aSecondCase,
    anAdmittedCase,
    aNegotiation,
    aMediation,
    choose,
    declare,
    settled,
    stateOfCase,
    dueOn,
    letReact: () => letReact(worker.db),
  }
}
