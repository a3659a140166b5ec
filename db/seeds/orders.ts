import { dayOf, addDays, addMonths } from '../../app/kernel/workdays.ts'
import { acceptDelivery, acceptOverdue, rejectDelivery } from '../../app/orders/accept.server.ts'
import { clockMoves as orderClock } from '../../app/orders/clock.server.ts'
import { confirmOrder, declineOrder } from '../../app/orders/confirm.server.ts'
import { sendDelivery } from '../../app/orders/deliver.server.ts'
import { issueInvoice, requestInvoice } from '../../app/orders/invoices/invoice.server.ts'
import { moveInvoice } from '../../app/orders/invoices/move.server.ts'
import { findProfile } from '../../app/orders/invoices/queries.server.ts'
import { placeAwarded } from '../../app/orders/place.server.ts'
import { findContract } from '../../app/orders/queries.server.ts'
import { clockMoves as paymentClock } from '../../app/payments/clock.server.ts'
import { uploadKeyFile, uploadKeys } from '../../app/licenses/keys/keys.server.ts'
import type { ToldRun } from './awards.ts'
import { bankOf } from './bank.ts'
import type { Organization } from './cast/person.ts'
import { vendors } from './cast/vendors.ts'
import { enterprises } from './cast.ts'
import { planJoins } from './joins.ts'
import { editionId, productOf } from './catalog.ts'
import { onlineOf } from './online.ts'
import { orgId, personId } from './people.ts'
import { personOf } from './pledges.ts'
import { dice, insertAll, settle, tell } from './telling.ts'
import { later, minutesAfter, type Timeline } from './timeline.ts'

/** How one order goes; of whom nothing is said, everything goes well and takes its usual time. */
type Fate = {
  /** working days until each side agrees; null: never */
  buyer?: number | null
  vendor?: number | null
  declines?: string
  /** working days after confirmation; null: never */
  pays?: number | null
  /** working days after the money came; null: not yet */
  delivers?: number | null
  /** the vendor that hands over in the other's stead */
  through?: string
  /** working days after the delivery; null: left to the clock */
  accepts?: number | null
  rejects?: string
  /** both sides agree in a day, and this morning the money came in such a way that an officer has to look at it */
  comes?: Arrival
}

/** How a payment arrives: as agreed, too little, without naming the order, from the account of somebody else. */
type Arrival = 'exactly' | 'short' | 'unnamed' | 'from-another'

const fates: Record<string, Fate> = {
  // The first round: one did not agree, one was sent back once, one was accepted by the clock.
  'office-1/member16/jinshanxing': { declines: '集团统一采购已覆盖，不再单独购买' },
  'office-1/harborfoods/jinshanxing': { rejects: '授权证明上的单位名称与营业执照不一致' },
  'office-1/member4/jinshanxing': { accepts: null },
  // Endpoint protection: who let the periods pass.
  'antivirus-1/member11/anxun': { buyer: null },
  'antivirus-1/member25/anxun': { pays: null },
  'antivirus-1/harborfoods/anxun': { buyer: 1, vendor: 1, pays: 2, delivers: 2, accepts: 3 },
  // One vendor has a bidder that lost hand over: the screens name it.
  'antivirus-1/member1/anxun': { through: 'lanhai' },
  // Whoever joined late is on the way.
  'join/jinghe': { buyer: 1, vendor: 2, pays: 2, delivers: 3, accepts: 99 },
  // CAD: placed only yesterday or the day before.
  'cad-1/jinghe/tuxing': { buyer: null, vendor: 1 },
  // CAD: paid this morning, each in a way of its own; the lines wait on the board.
  'cad-1/member51/tuxing': { comes: 'exactly' },
  'cad-1/member41/tuxing': { comes: 'short' },
  'cad-1/member19/tuxing': { comes: 'unnamed' },
  'cad-1/member3/shuguang': { comes: 'from-another' },
}

/** From placed to accepted: every order of the confirmed rounds, by the commands of the people who deal with it. */
export function planOrders(story: Timeline, runs: readonly ToldRun[]) {
  const { db } = story
  const known = new Map<
    string,
    { key: string; fate: Fate; roll: () => number; buyer: Organization; vendor: Organization }
  >()
  const bank = bankOf(story, (orderId, at) => planDelivery(orderId, at))
  const online = onlineOf(story, (orderId, at) => planDelivery(orderId, at))

  async function open() {
    await seedTaxes(story)
    await bank.open()
    for (const { id, round } of runs)
      if (round.confirmedAt)
        story.plan(round.confirmedAt, () => place(id, round.id, round.tale.key, round.confirmedAt!))
    planJoins(story, (joinId, key) => taken(`join/${key}`, joinId))
  }

  async function place(runId: string, roundId: string, key: string, at: Date) {
    const [event] = await tell(db, [
      { at, kind: 'award.confirmed', subject: runId, round: roundId, facts: { run: runId } },
    ])
    await story.as(null)
    await placeAwarded(db, { id: event!, kind: 'award.confirmed', subjectId: runId }, at)
    const orders = await db.selectFrom('orders').select('id').where('sourceEvent', '=', event!).execute()
    for (const { id } of orders) await begin(id, key)
  }

  /** A late join has become an order by what followed from its confirmation. */
  async function taken(key: string, joinId: string) {
    const order = await db
      .selectFrom('orders')
      .innerJoin('events', 'events.id', 'orders.sourceEvent')
      .select('orders.id')
      .where('events.subjectId', '=', joinId)
      .executeTakeFirstOrThrow()
    await begin(order.id, key)
  }

  async function begin(orderId: string, key: string) {
    const { enterpriseId, vendorId } = await db
      .selectFrom('orders')
      .select(['enterpriseId', 'vendorId'])
      .where('id', '=', orderId)
      .executeTakeFirstOrThrow()
    const buyer = enterprises.find((org) => orgId(org.key) === enterpriseId)!
    const vendor = vendors.find((org) => orgId(org.key) === vendorId)!
    const name = key.startsWith('join/') ? key : `${key}/${buyer.key}/${vendor.key}`
    const roll = dice('order', name)
    const fate = fates[name] ?? {}
    known.set(orderId, { key, fate, roll, buyer, vendor })
    planConfirmation(orderId, story.moment())
  }

  /** What an enterprise transfers for an order. */
  async function pay(orderId: string, arrival: Arrival | null) {
    const { buyer } = known.get(orderId)!
    const order = await db
      .selectFrom('orders')
      .select(['total', 'paymentCode'])
      .where('id', '=', orderId)
      .executeTakeFirstOrThrow()
    const contact = await db
      .selectFrom('contacts')
      .select('bankAccount')
      .where('orgId', '=', orgId(buyer.key))
      .executeTakeFirstOrThrow()
    const code = `${order.paymentCode!.slice(0, 4)}-${order.paymentCode!.slice(4)}`
    const other = arrival === 'from-another'
    bank.transfer({
      at: story.moment(),
      direction: 'C',
      amount: arrival === 'short' ? (order.total * 9n) / 10n : order.total,
      name: other ? `${buyer.name.replace('有限公司', '')}集团财务有限公司` : buyer.name,
      account: other ? '6230800000004417' : contact.bankAccount!,
      remark: arrival === 'unnamed' ? '软件采购款' : other ? `代${buyer.name}付货款 ${code}` : `货款 ${code}`,
      left: arrival !== null,
    })
  }

  const hour = (roll: () => number) => 9 + Math.floor(roll() * 16) / 2

  function planConfirmation(orderId: string, placed: Date) {
    const { fate, roll, buyer, vendor } = known.get(orderId)!
    const sides = [
      [personOf(buyer, 'approver'), fate.buyer === undefined ? 1 + Math.floor(roll() * 3) : fate.buyer],
      [`${vendor.key}Rep`, fate.vendor === undefined ? 1 + Math.floor(roll() * 3) : fate.vendor],
    ] as const
    if (fate.declines) {
      const at = later(placed, 2, hour(roll))
      return story.plan(at, async () =>
        declineOrder(db, await story.as(sides[0][0]), orderId, fate.declines!),
      )
    }
    if (fate.comes)
      return sides.forEach(([by], at) =>
        story.plan(minutesAfter(placed, 600 + at * 25), () => confirm(orderId, by)),
      )
    for (const [by, days] of sides)
      if (days !== null) story.plan(later(placed, days, hour(roll)), () => confirm(orderId, by))
    if (sides.some(([, days]) => days === null)) planClock(later(placed, 6, 0.2), orderClock, 'orders.lapse')
  }

  async function confirm(orderId: string, by: string) {
    const { hash } = (await findContract(db, orderId))!
    await confirmOrder(db, await story.as(by), orderId, hash)
    const order = await db
      .selectFrom('orders')
      .select(['state', 'total'])
      .where('id', '=', orderId)
      .executeTakeFirstOrThrow()
    if (order.state !== 'confirmed') return
    const { key, fate, roll, buyer, vendor } = known.get(orderId)!
    if (fate.comes) return story.plan(story.clock.hours(-3), () => pay(orderId, fate.comes!))
    if (fate.pays === null) return planClock(later(story.moment(), 14, 0.2), paymentClock, 'payments.expire')
    const at = later(story.moment(), fate.pays ?? 1 + Math.floor(roll() * 6), hour(roll))
    const isUsual = Object.keys(fate).length === 0
    if (isUsual && online.takes(orderId, key, order.total))
      return story.plan(at, () =>
        online.pay(orderId, { buyer: personOf(buyer, 'buyer'), vendor: `${vendor.key}Rep` }),
      )
    story.plan(at, () => pay(orderId, null))
  }

  function planDelivery(orderId: string, paid: Date) {
    const { fate, roll } = known.get(orderId)!
    if (fate.delivers === null) return
    story.plan(later(paid, fate.delivers ?? 1 + Math.floor(roll() * 4), hour(roll)), () => deliver(orderId))
  }

  async function deliver(orderId: string) {
    const { fate, roll, buyer, vendor } = known.get(orderId)!
    const at = story.moment()
    const order = await db
      .selectFrom('orders')
      .select('state')
      .where('id', '=', orderId)
      .executeTakeFirstOrThrow()
    if (order.state !== 'funded') return
    const lines = await db
      .selectFrom('orderLines')
      .selectAll()
      .where('orderId', '=', orderId)
      .orderBy('no')
      .execute()
    const rep = await story.as(`${vendor.key}Rep`)
    const note = await sendDelivery(db, rep, orderId, {
      remark: null,
      subcontractorId: fate.through ? orgId(fate.through) : null,
      lines: lines.map((line) => ({
        lineId: line.id,
        quantity: line.quantity,
        termStart: dayOf(at),
        termEnd: line.termMonths ? addDays(addMonths(dayOf(at), line.termMonths), -1) : null,
        maintenanceUntil: null,
        channel: channelOf(line.editionId),
        licenseNo: `${vendor.code.slice(-3)}-${dayOf(at).replaceAll('-', '')}-${buyer.code.slice(-3)}`,
      })),
    })
    await settle(db)
    for (const delivery of note.deliveries) {
      const line = lines.find(({ id }) => id === delivery.orderLineId)!
      const keys = keysOf(line.editionId, delivery.id, delivery.quantity)
      if (keys) await uploadKeys(db, rep, delivery.id, keys)
      if (buyer.key === 'northport' && !keys)
        await uploadKeyFile(db, rep, delivery.id, licenseFile(delivery.id, delivery.quantity))
    }
    if (fate.accepts === null) return story.plan(later(at, 11, 0.1), () => acceptOverdue(db, story.moment()))
    const accepted = later(at, fate.accepts ?? 2 + Math.floor(roll() * 6), hour(roll))
    if (fate.rejects && note.number) return story.plan(accepted, () => sendBack(orderId, note.id))
    story.plan(accepted, async () => {
      await acceptDelivery(db, await story.as(personOf(buyer, 'buyer')), note.id)
      story.plan(later(story.moment(), 1 + Math.floor(roll() * 3), hour(roll)), () => invoice(orderId))
    })
  }

  async function sendBack(orderId: string, noteId: string) {
    const its = known.get(orderId)!
    await rejectDelivery(db, await story.as(personOf(its.buyer, 'buyer')), noteId, {
      reason: its.fate.rejects!,
    })
    known.set(orderId, { ...its, fate: { ...its.fate, rejects: undefined } })
    story.plan(later(story.moment(), 3, 15), () => deliver(orderId))
  }

  /** The buyer asks for a special invoice at acceptance; its vendor issues a digital one. */
  async function invoice(orderId: string) {
    const { buyer, vendor } = known.get(orderId)!
    const at = story.moment()
    const by = await story.as(personOf(buyer, 'buyer'))
    const { kind: _, title: __, taxId: ___, ...profile } = await findProfile(db, by)
    await requestInvoice(db, by, orderId, { ...profile, kind: 'special' })
    const issued = minutesAfter(at, 170)
    story.plan(issued, async () => {
      const number = invoiceNumber(orderId, issued)
      const xml = new File([invoiceXml(number, buyer, vendor)], `${number}.xml`)
      const paper = { medium: 'digital' as const, number, issuedOn: dayOf(issued), xml, lines: [] }
      const id = await issueInvoice(db, await story.as(`${vendor.key}Rep`), orderId, paper)
      await settle(db)
      if (staysUnused(orderId)) return
      story.plan(later(issued, 2, 15.5), async () =>
        moveInvoice(db, await story.as(personOf(buyer, 'buyer')), id, { move: 'use' }),
      )
    })
  }

  type ClockMoves = readonly { name: string; run: (tx: never, now: Date) => Promise<unknown> }[]
  function planClock(at: Date, moves: ClockMoves, name: string) {
    story.plan(at, () => moves.find((move) => move.name === name)!.run(db as never, story.moment()))
  }

  return { open, bank }
}

const staysUnused = (orderId: string) => dice('use', orderId)() < 0.6

const invoiceXml = (number: string, buyer: Organization, vendor: Organization) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<EInvoice><EIid>${number}</EIid><SellerName>${vendor.name}</SellerName><BuyerName>${buyer.name}</BuyerName></EInvoice>\n`

/** Twenty digits, as a fully digital invoice has: year, district, issuer's kind, a number. */
function invoiceNumber(orderId: string, at: Date) {
  const number = dice('invoice', orderId)
  return `${dayOf(at).slice(2, 4)}3702${Array.from({ length: 14 }, () => Math.floor(number() * 10)).join('')}`
}

function channelOf(edition: string) {
  const { slug } = productOf(edition)!
  if (slug === 'wps-office') return 'volume-mak' as const
  if (slug === 'microsoft-office') return 'volume-mak' as const
  return productOf(edition)!.term === 'subscription' ? ('subscription-login' as const) : ('retail' as const)
}

/** Keys where the product is activated by one: a volume key for WPS, one for each seat of Office. */
function keysOf(edition: string, deliveryId: string, quantity: number) {
  const { slug } = productOf(edition)!
  if (slug === 'wps-office') return { kind: 'volume' as const, text: keyOf(deliveryId, 0) }
  if (slug !== 'microsoft-office') return null
  return {
    kind: 'single' as const,
    text: Array.from({ length: quantity }, (_, at) => keyOf(deliveryId, at)).join('\n'),
  }
}

/** The server of a whole enterprise takes one file for all its seats. */
function licenseFile(deliveryId: string, quantity: number) {
  const text = `CUSTOMER=northport\nSEATS=${quantity}\nSIGN=${keyOf(deliveryId, 'file')}\n`
  return new File([text], 'endpoint-center.lic')
}

const symbols = 'BCDFGHJKMPQRTVWXY2346789'
function keyOf(...names: (string | number)[]) {
  const roll = dice('key', ...names)
  const five = () => Array.from({ length: 5 }, () => symbols[Math.floor(roll() * symbols.length)]).join('')
  return [five(), five(), five(), five(), five()].join('-')
}

async function seedTaxes({ db, clock }: Timeline) {
  const sold = [
    ['jinshanxing', 'wps-office', 'pro', 'software_product'],
    ['yunfan', 'microsoft-office', 'standard', 'software_product'],
    ['anxun', 'huorong-endpoint-security', 'enterprise', 'software_service'],
    ['tuxing', 'zwsoft-zwcad', 'pro', 'software_product'],
    ['shuguang', 'autodesk-autocad', 'standard', 'right_license'],
  ] as const
  await insertAll(
    db,
    'skuTaxes',
    sold.map(([vendor, slug, code, category]) => ({
      vendorId: orgId(vendor),
      editionId: editionId(slug, code),
      category,
      state: 'checked' as const,
      proposedBy: personId(`${vendor}Rep`),
      proposedAt: clock.past(262),
      decidedBy: personId('officer2'),
      decidedAt: clock.past(260),
    })),
  )
}
