import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { RedValues } from '~/orders/invoices/form'
import { keepPaper } from '~/orders/invoices/paper.server'
import { feeTaxOn } from '~/orders/taxes/rates.server'
import type { Actor } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import type { FeeInvoiceValues } from './form'
import { type FeeLine, feeLines, headOfFees, redFeeLines } from './invoicing'
import { findFeeBuyer, findFeeInvoice, listFees, listLeftOf } from './queries.server'

type Tx = Kysely<Database>

/**
 * An officer enters the invoice that the platform's tax system has issued to a vendor, over all of its fee that no
 * invoice covers yet: a line for each order, net and tax as the books hold them. Refuses: vendor-unknown,
 * no-fee-to-invoice, invoice-known, file-type.
 */
export async function issueFeeInvoice(tx: Tx, actor: Actor, vendorId: string, values: FeeInvoiceValues) {
  await lockFees(tx, vendorId)
  const buyer = (await findFeeBuyer(tx, vendorId)) ?? refuse('vendor-unknown')
  const lines = feeLines(await listFees(tx, vendorId))
  refuseIf(lines.length === 0 ? 'no-fee-to-invoice' : null)
  const { kind, address, phone, bank, account, mail } = values
  const said = { kind, address, phone, bank, account, mail, title: buyer.title, taxId: buyer.taxId }
  return write(tx, actor, { ...said, vendorId, redOf: null }, values, lines)
}

/**
 * The red letter 红字 over what of an invoice's fees went back to buyers since. Refuses: invoice-unknown,
 * no-fee-to-take-back, invoice-known, file-type.
 */
export async function issueRedFee(tx: Tx, actor: Actor, feeInvoiceId: string, values: RedValues) {
  const seen = (await findFeeInvoice(tx, actor, feeInvoiceId)) ?? refuse('invoice-unknown')
  const { vendorId, title, taxId, kind, address, phone, bank, account, mail, redOf } = seen.invoice
  refuseIf(redOf ? 'no-fee-to-take-back' : null)
  await lockFees(tx, vendorId)
  const lines = redFeeLines(await listFees(tx, vendorId), await listLeftOf(tx, feeInvoiceId))
  refuseIf(lines.length === 0 ? 'no-fee-to-take-back' : null)
  const said = { kind, address, phone, bank, account, mail, title, taxId }
  return write(tx, actor, { ...said, vendorId, redOf: feeInvoiceId }, values, lines)
}

type Said = Pick<FeeInvoiceValues, 'kind' | 'address' | 'phone' | 'bank' | 'account' | 'mail'> & {
  title: string
  taxId: string
  vendorId: string
  redOf: string | null
}

async function write(tx: Tx, actor: Actor, said: Said, values: RedValues, lines: readonly FeeLine[]) {
  const taxBps = await feeTaxOn(tx, values.issuedOn)
  const head = headOfFees(lines)
  const { id } = await tx
    .insertInto('feeInvoices')
    .values({
      ...said,
      ...head,
      ...(await keepPaper(tx, actor, values)),
      issuerId: actor.organizationId,
      issuedBy: actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch(asKnown)
  await tx
    .insertInto('feeInvoiceLines')
    .values(
      lines.map(({ no, orderId, net, tax, gross }) => ({
        invoiceId: id,
        no,
        orderId,
        taxBps,
        net,
        tax,
        gross,
      })),
    )
    .execute()
  const kind = said.redOf ? 'fee.reversed' : 'fee.invoiced'
  const facts = { invoice: id, amount: String(head.gross), ...(said.redOf && { of: said.redOf }) }
  const event = await record(tx, kind, id, facts, { org: said.vendorId })
  await notifyMembers(tx, said.vendorId, ['vendor'], { kind, href: `/fees/${id}`, event })
  return id
}

/** Of two officers who invoice one vendor at once the second finds nothing left. */
const lockFees = (tx: Tx, vendorId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`fees ${vendorId}`}, 0))`.execute(tx)

function asKnown(error: unknown): never {
  if ((error as { constraint?: string }).constraint === 'fee_invoices_number_per_issuer')
    refuse('invoice-known', { field: 'number' })
  throw error
}
