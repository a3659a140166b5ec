import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { isSameData } from '../changes/changing'
import { type LockedOrder, lockOrder } from '../lock.server'
import { tellParty } from '../tell.server'
import { findAgreedData } from './agreed.server'
import type { IssueValues, RedValues, RequestValues } from './form'
import { keepPaper } from './paper.server'
import { headOf, redLines, taxCodeOf, whyNotInvoice, whyNotRedIssue, withTax } from './invoicing'
import { type Leg, legOf, partiesOf } from './legs'
import { findResellerProfile, listInvoiceable, listTaxed } from './queries.server'

type Tx = Kysely<Database>

/**
 * The buyer asks for an invoice over all that no invoice covers yet. Refuses: order-unknown, invoice-not-now,
 * nothing-to-invoice, invoice-waits, invoice-data-agreed.
 */
export async function requestInvoice(tx: Tx, actor: Actor, orderId: string, values: RequestValues) {
  const order = await lockOrder(tx, orderId)
  if (actor.organizationId !== order.enterpriseId) refuse('order-unknown')
  const lines = await listInvoiceable(tx, order, 'sale')
  refuseIf(whyNotInvoice(order, lines))
  refuseIf((await findRequested(tx, orderId)) ? 'invoice-waits' : null)
  const agreed = await findAgreedData(tx, orderId)
  refuseIf(agreed && !isSameData(agreed, values) ? 'invoice-data-agreed' : null)
  const asked = await tx
    .insertInto('invoices')
    .values({
      ...values,
      ...(await namedBuyer(tx, order)),
      orderId,
      gross: lines.reduce((sum, line) => sum + line.rest, 0n),
      requestedBy: actor.personId,
    })
    .returning(['id', 'issuerId', 'buyerId'])
    .executeTakeFirstOrThrow()
  await tell(tx, order, asked, 'issuer', 'invoice.requested')
  return asked.id
}

/**
 * Who sells enters an invoice that it has issued in its tax system: the one that was asked for, or one of its own, an
 * ordinary one unless both agreed otherwise, at the rates of its date; the vendor of a resold order, the one of its
 * supply to the platform. A digital one is delivered with its file. Refuses: order-unknown, invoice-not-now,
 * nothing-to-invoice, tax-rate-missing, invoice-known, file-type.
 */
export async function issueInvoice(tx: Tx, actor: Actor, orderId: string, values: IssueValues) {
  const order = await lockOrder(tx, orderId)
  const leg = legOf(order, actor.organizationId) ?? refuse('order-unknown')
  const rest = await listTaxed(tx, order, leg, values.issuedOn)
  refuseIf(whyNotInvoice(order, rest))
  refuseIf(rest.some(({ dayBps }) => dayBps === null) ? 'tax-rate-missing' : null)
  const lines = rest
    .filter(({ rest }) => rest > 0n)
    .map((line, at) =>
      withTax({
        no: at + 1,
        orderLineId: line.id,
        taxCode:
          values.lines.find(({ lineId }) => lineId === line.id)?.taxCode ?? taxCodeOf[line.taxCategory],
        text: `${line.nameZh} ${line.editionName}`.trim(),
        quantity: line.invoiced === 0n ? line.quantity - line.canceled : 0,
        taxBps: line.dayBps!,
        gross: line.rest,
      }),
    )
  const asked = leg === 'sale' ? await findRequested(tx, orderId) : undefined
  const invoice = asked ?? (await addOwn(tx, order, leg, headOf(lines).gross))
  const { id } = invoice
  await tx
    .insertInto('invoiceLines')
    .values(lines.map((line) => ({ ...line, invoiceId: id })))
    .execute()
  await write(tx, id, 'requested', {
    ...(await keepPaper(tx, actor, values)),
    ...headOf(lines),
    state: 'issued',
    issuedAt: order.lockedAt,
  })
  await tell(tx, order, invoice, 'buyer', 'invoice.issued', { amount: String(headOf(lines).gross) })
  if (values.medium === 'digital') await write(tx, id, 'issued', { state: 'delivered' })
  return id
}

/** The issuer's red letter 红字 over what was asked; the refund that waits for it may go. Refuses: order-unknown, red-not-asked, red-not-confirmed, invoice-known. */
export async function issueRed(tx: Tx, actor: Actor, invoiceId: string, values: RedValues) {
  const { order, invoice } = await lockInvoice(tx, invoiceId)
  if (standsTo(actor, invoice) !== 'issuer') refuse('order-unknown')
  refuseIf(whyNotRedIssue(invoice))
  const blue = await tx
    .selectFrom('invoiceLines')
    .selectAll()
    .where('invoiceId', '=', invoiceId)
    .orderBy('no')
    .execute()
  const lines = redLines(blue, invoice.redGross!)
  const { title, taxId, kind, address, phone, bank, account, mail, issuerId, buyerId } = invoice
  await write(tx, invoiceId, invoice.state, { state: 'red_issued', redDue: null })
  const { id } = await tx
    .insertInto('invoices')
    .values({
      ...{ title, taxId, kind, address, phone, bank, account, mail, issuerId, buyerId },
      ...(await keepPaper(tx, actor, values)),
      ...headOf(lines),
      orderId: order.id,
      state: 'issued',
      redOf: invoiceId,
      reason: invoice.reason,
      issuedAt: order.lockedAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch(asKnown)
  await tx
    .insertInto('invoiceLines')
    .values(
      lines.map(({ orderLineId, no, taxCode, text, quantity, taxBps, net, tax, gross }) => ({
        orderLineId,
        no,
        taxCode,
        text,
        quantity,
        taxBps,
        net,
        tax,
        gross,
        invoiceId: id,
      })),
    )
    .execute()
  await tell(tx, order, { id, issuerId, buyerId }, 'buyer', 'invoice.reversed', {
    amount: String(headOf(lines).gross),
    of: invoiceId,
  })
  if (values.medium === 'digital') await write(tx, id, 'issued', { state: 'delivered' })
  return id
}

/** What the enterprise asked for and nobody has issued yet. */
const findRequested = (tx: Tx, orderId: string) =>
  tx
    .selectFrom('invoices')
    .select(['id', 'issuerId', 'buyerId'])
    .where('orderId', '=', orderId)
    .where('state', '=', 'requested')
    .executeTakeFirst()

const addOwn = async (tx: Tx, order: LockedOrder, leg: Leg, gross: bigint) =>
  tx
    .insertInto('invoices')
    .values({
      kind: 'ordinary',
      ...(leg === 'sale'
        ? { ...(await findAgreedData(tx, order.id)), ...(await namedBuyer(tx, order)) }
        : { ...(await findResellerProfile(tx, order.id)), ...partiesOf(order, leg) }),
      orderId: order.id,
      gross,
    })
    .returning(['id', 'issuerId', 'buyerId'])
    .executeTakeFirstOrThrow()

/** 抬头 and tax id are the buyer's legal name and unified code, never typed. */
async function namedBuyer(tx: Tx, order: LockedOrder) {
  const { name: title, uscc: taxId } = await tx
    .selectFrom('organizations')
    .select(['name', 'uscc'])
    .where('id', '=', order.enterpriseId)
    .executeTakeFirstOrThrow()
  return { title, taxId, ...partiesOf(order, 'sale') }
}

/** One conditional update: of two moves at once the second is refused with already-moved. */
export async function write(tx: Tx, invoiceId: string, from: Invoice['state'], changes: object) {
  const moved = await tx
    .updateTable('invoices')
    .set(changes)
    .where('id', '=', invoiceId)
    .where('state', '=', from)
    .returning('id')
    .executeTakeFirst()
    .catch(asKnown)
  if (!moved) refuse('already-moved')
}

/** A number is given once by each issuer. */
function asKnown(error: unknown): never {
  if ((error as { constraint?: string }).constraint === 'invoices_number_per_issuer')
    refuse('invoice-known', { field: 'number' })
  throw error
}

/** The order's row first, then the invoice as it stands under that lock. */
export async function lockInvoice(tx: Tx, invoiceId: string) {
  const seen = await tx
    .selectFrom('invoices')
    .select('orderId')
    .where('id', '=', invoiceId)
    .executeTakeFirst()
  const order = await lockOrder(tx, seen?.orderId ?? refuse('order-unknown'))
  const invoice = await tx
    .selectFrom('invoices')
    .selectAll()
    .select(
      sql<bigint>`(gross + coalesce((select sum(r.gross) from invoices r where r.red_of = invoices.id), 0))::bigint`.as(
        'left',
      ),
    )
    .where('id', '=', invoiceId)
    .executeTakeFirstOrThrow()
  return { order, invoice }
}

export type Invoice = Awaited<ReturnType<typeof lockInvoice>>['invoice']

/** On which side of an invoice the actor stands. */
export function standsTo(
  { organizationId }: Pick<Actor, 'organizationId'>,
  { issuerId, buyerId }: { issuerId: string; buyerId: string },
) {
  if (organizationId === issuerId) return 'issuer'
  return organizationId === buyerId ? 'buyer' : null
}

/** Records what became of an invoice, and tells one of its sides; what the vendor invoices the platform is not the enterprise's to know. */
export async function tell(
  tx: Tx,
  order: LockedOrder,
  { id, ...parties }: { id: string; issuerId: string; buyerId: string },
  side: 'issuer' | 'buyer' | null,
  kind: string,
  facts: Record<string, string> = {},
) {
  const sold = parties.buyerId === order.enterpriseId
  const about = { org: sold ? order.enterpriseId : order.vendorId, round: order.roundId }
  const event = await record(tx, kind, id, { invoice: id, order: order.id, ...facts }, about)
  if (side) await tellParty(tx, order, parties[`${side}Id`], kind, event)
}
