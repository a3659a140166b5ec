import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Payable } from './paying-out'

type Db = Kysely<Database>

export type PayableOrder = Payable & {
  orderId: string
  number: string
  vendorId: string
  vendor: string
  vendorEn: string | null
  vendorState: string
  usableFrom: Date | null
  /** what the vendor owes and is not being taken back by reversals already */
  clawback: bigint
  currency: string
  /** by transfer: from when its account may be paid to, what the provider says of it, and what came by card */
  transferFrom: Date | null
  capability: string | null
  settledIn: string | null
  byCard: bigint
}

/** Orders whose vendor has money to come, with all that decides whether it may go out; grouped by vendor. */
export async function listPayable(db: Db, orderIds?: readonly string[]): Promise<PayableOrder[]> {
  const { rows } = await sql<PayableOrder>`
    select o.id as order_id, o.number, o.vendor_id, v.name as vendor, v.name_en as vendor_en, v.state as vendor_state, o.currency,
      -a.balance as payable, p.usable_from,
      greatest(0, coalesce((select c.balance from ledger.accounts c where c.id = 'clawback:' || o.vendor_id), 0)
        - coalesce((select sum(r.amount) from transfer_reversals r join payouts y on y.id = r.payout_id
                    where y.vendor_id = o.vendor_id and r.state = 'asked'), 0))::bigint as clawback,
      case when o.reseller_id is null then r.released else less_fee(r.released, o.fee_bps) end as to_invoice,
      (select supplied from order_invoiced(o.id)) as invoiced,
      exists (select from chargebacks_over(o.id)) as charged_back,
      exists (select from fraud_warnings_over(o.id)) as warned,
      exists (select from payout_parts t join payouts y on y.id = t.payout_id where t.order_id = o.id and y.state = 'prepared') as prepared_already,
      t.usable_from as transfer_from, n.capability, n.currency as settled_in,
      least(-a.balance, coalesce((select sum(greatest(0, s.fen)) from transferable s where s.order_id = o.id), 0))::bigint as by_card
    from ledger.accounts a join orders o on o.id = a.order_id join organizations v on v.id = o.vendor_id
    cross join lateral (select least(o.received - o.refunded, coalesce(sum(e.amount), 0))::bigint as released
      from ledger.entries e join ledger.postings g on g.id = e.posting_id
      where e.account_id = 'order:' || o.id and g.kind = 'release') r
    left join payee_accounts p on p.vendor_id = o.vendor_id and p.state = 'active' and p.rail = 'bank'
    left join payee_accounts t on t.vendor_id = o.vendor_id and t.state = 'active' and t.rail = 'stripe_transfer'
    left join connected_accounts n on n.vendor_id = o.vendor_id
    where a.kind = 'payable' and a.balance < 0
      and (${orderIds ? [...orderIds] : null}::uuid[] is null or o.id = any(${orderIds ? [...orderIds] : null}::uuid[]))
    order by v.name, o.id`.execute(db)
  return rows
}

const payoutsSeen = (db: Db) =>
  db
    .selectFrom('payouts')
    .innerJoin('organizations as vendor', 'vendor.id', 'payouts.vendorId')
    .leftJoin('payeeAccounts as payee', 'payee.id', 'payouts.payeeAccountId')
    .leftJoin('persons as preparer', 'preparer.id', 'payouts.preparedBy')
    .leftJoin('persons as approver', 'approver.id', 'payouts.approvedBy')
    .leftJoin('persons as second', 'second.id', 'payouts.secondApprovedBy')
    .selectAll('payouts')
    .select([
      'vendor.name as vendor',
      'vendor.nameEn as vendorEn',
      'payee.holder',
      'payee.bank',
      'payee.number as account',
      'payee.cnaps',
      'preparer.name as preparer',
      'approver.name as approver',
      'second.name as secondApprover',
      sql<bigint>`coalesce((select sum(v.amount) from transfer_reversals v
        where v.payout_id = payouts.id and v.state = 'made'), 0)::bigint`.as('reversed'),
    ])

export type PayoutState = 'prepared' | 'approved' | 'sent' | 'settled' | 'failed' | 'returned' | 'dropped'

/** Payouts, newest first: all that the reader may see, in some states, or of one vendor. */
export function listPayouts(
  db: Db,
  {
    states,
    vendorId,
    rail,
    after,
  }: { states?: readonly PayoutState[]; vendorId?: string; rail?: 'bank'; after?: string | undefined },
  limit = 100,
) {
  return payoutsSeen(db)
    .$if(!!states, (query) => query.where('payouts.state', 'in', [...states!]))
    .$if(!!vendorId, (query) => query.where('payouts.vendorId', '=', vendorId!))
    .$if(!!rail, (query) => query.where('payouts.rail', '=', rail!))
    .$if(!!after, (query) => query.where('payouts.id', '<', after!))
    .orderBy('payouts.id', 'desc')
    .limit(limit)
    .execute()
}

export type ListedPayout = Awaited<ReturnType<typeof listPayouts>>[number]

export async function findPayout(db: Db, payoutId: string) {
  const payout = await payoutsSeen(db).where('payouts.id', '=', payoutId).executeTakeFirst()
  if (!payout) return undefined
  const parts = await db
    .selectFrom('payoutParts')
    .innerJoin('orders', 'orders.id', 'payoutParts.orderId')
    .select(['payoutParts.orderId', 'orders.number', 'payoutParts.amount'])
    .where('payoutId', '=', payoutId)
    .orderBy('orders.number')
    .execute()
  return { payout, parts }
}
