import { sql } from 'kysely'
import { endOf, type Watch } from './watch'

/** What waits between an order and its last fen: contracts, deliveries, invoices, taxes, money. */
export const orders = {
  confirmations: {
    roles: ['approver'],
    rows: ({ organizationId }) =>
      sql`select confirm_due as due, id from orders where enterprise_id = ${organizationId} and state = 'placed'`,
  },
  payments: {
    roles: ['buyer'],
    rows: ({ organizationId }) =>
      sql`select next_due(id, received) as due, id from orders where enterprise_id = ${organizationId} and state in ('confirmed', 'funded', 'delivered', 'accepted') and next_due(id, received) is not null`,
  },
  acceptances: {
    roles: ['buyer', 'asset_manager'],
    rows: ({ organizationId }) =>
      sql`select n.accept_due as due, n.order_id as id from delivery_notes n join orders o on o.id = n.order_id where o.enterprise_id = ${organizationId} and n.state = 'sent'`,
  },
  changes: {
    roles: ['approver', 'vendor'],
    rows: ({ organizationId }) =>
      sql`select null::timestamptz as due, c.order_id as id from order_changes c join orders o on o.id = c.order_id where c.state = 'proposed' and ${organizationId} = case c.proposed_side when 'enterprise' then o.vendor_id when 'vendor' then o.enterprise_id end`,
  },
  'vendor-confirmations': {
    roles: ['vendor'],
    rows: ({ organizationId }) =>
      sql`select confirm_due as due, id from orders where vendor_id = ${organizationId} and state = 'placed'`,
  },
  deliveries: {
    roles: ['vendor'],
    rows: ({ organizationId }) =>
      sql`select deliver_due as due, id from orders where vendor_id = ${organizationId} and state = 'funded'`,
  },
  replacements: {
    roles: ['vendor'],
    rows: ({ organizationId }) =>
      sql`select ${endOf('due_on')} as due, id from replacements where vendor_id = ${organizationId} and state = 'open'`,
  },
  invoices: {
    roles: ['vendor', 'officer'],
    rows: ({ organizationId }) =>
      sql`select null::timestamptz as due, o.id from orders o cross join lateral order_invoiced(o.id) v
        where (o.vendor_id = ${organizationId} or o.reseller_id = ${organizationId}) and (
          exists (select from invoices i where i.order_id = o.id and i.issuer_id = ${organizationId} and i.state in ('requested', 'red_confirmed'))
          or o.state = 'accepted' and case
            when o.reseller_id is null then o.received - o.refunded > v.sold
            when o.vendor_id = ${organizationId} then less_fee(o.received - o.refunded, o.fee_bps) > v.supplied
            else o.received - o.refunded > v.sold end)`,
  },
  taxes: {
    roles: ['officer'],
    rows: () => sql`select null::timestamptz as due, id from sku_taxes where state = 'proposed'`,
  },
  taxpayers: {
    roles: ['officer'],
    rows: () => sql`select null::timestamptz as due, id from vendor_taxes where state = 'proposed'`,
  },
  'sealed-scans': {
    roles: ['officer'],
    rows: () =>
      sql`select o.confirm_due as due, s.id from sealed_scans s join orders o on o.id = s.order_id where s.state = 'sent' and o.state = 'placed'`,
  },
  'statement-lines': {
    roles: ['officer', 'payment'],
    rows: () => sql`select booked_at as due, id from bank_lines where state in ('open', 'proposed')`,
  },
  unapplied: {
    roles: ['officer'],
    rows: () =>
      sql`select null::timestamptz as due, org_id as id from ledger.accounts where kind = 'unapplied' and balance < 0`,
  },
  'short-payments': {
    roles: ['officer', 'payment'],
    rows: () =>
      sql`select null::timestamptz as due, s.order_id as id from short_dues s where not exists (select from short_payments t
        where t.order_id = s.order_id and t.due_no = s.due_no and t.missing = s.missing)`,
  },
  chargebacks: {
    roles: ['officer'],
    rows: () =>
      sql`select due_at as due, id from chargebacks where state in ('warning', 'open') and answered_at is null and coalesce(due_at > now(), true)`,
  },
  'fraud-warnings': {
    roles: ['officer'],
    rows: () => sql`select null::timestamptz as due, id from fraud_warnings where reviewed_at is null`,
  },
  refunds: {
    roles: ['officer'],
    rows: ({ personId }) =>
      sql`select null::timestamptz as due, id from refunds where state in ('requested', 'failed') and not suspended and coalesce(prepared_by <> ${personId}, true)`,
  },
  'write-offs': {
    roles: ['officer'],
    rows: ({ personId }) =>
      sql`select null::timestamptz as due, vendor_id as id from write_offs where state = 'proposed' and proposed_by <> ${personId}`,
  },
  payouts: {
    roles: ['officer'],
    rows: ({ personId }) =>
      sql`select null::timestamptz as due, id from payouts where state = 'prepared' and prepared_by <> ${personId} and coalesce(approved_by <> ${personId}, true)
        union all select null, y.id from payouts y where y.state in ('failed', 'returned')
          and exists (select from payout_parts p join ledger.accounts a on a.order_id = p.order_id and a.kind = 'payable' and a.balance <> 0
            where p.payout_id = y.id and not exists (select from payout_parts q join payouts z on z.id = q.payout_id
              where q.order_id = p.order_id and z.id > y.id and z.state <> 'dropped'))`,
  },
  payees: {
    roles: ['officer'],
    rows: ({ personId }) =>
      sql`select null::timestamptz as due, id from payee_accounts where state in ('proposed', 'checked') and coalesce(first_checked_by <> ${personId}, true)`,
  },
} satisfies Record<string, Watch>
