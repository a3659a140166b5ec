import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

type Db = Kysely<Database>

export type VendorDebt = {
  vendorId: string
  vendor: string
  vendorEn: string | null
  owed: bigint
  coming: bigint
  payable: bigint
  writtenOff: bigint
  isProposed: boolean
  since: Date | null
}

/**
 * Vendors that owe what went back to buyers after they had been paid, or did and had some of it given up: the largest
 * debt first. `since`: when the debt was last nothing.
 */
export async function listDebts(db: Db, vendorId: string | null = null): Promise<VendorDebt[]> {
  const { rows } = await sql<VendorDebt>`
    select a.org_id as vendor_id, g.name as vendor, g.name_en as vendor_en, a.balance as owed,
      (coalesce((select sum(r.amount) from transfer_reversals r join payouts y on y.id = r.payout_id
                 where y.vendor_id = a.org_id and r.state = 'asked'), 0)
       + coalesce((select sum(y.clawback) from payouts y where y.vendor_id = a.org_id and y.state = 'prepared'), 0))::bigint as coming,
      coalesce((select -sum(p.balance) from ledger.accounts p join orders o on o.id = p.order_id
                where p.kind = 'payable' and o.vendor_id = a.org_id), 0)::bigint as payable,
      coalesce((select sum(w.amount) from write_offs w where w.vendor_id = a.org_id and w.state = 'approved'), 0)::bigint as written_off,
      exists (select from write_offs w where w.vendor_id = a.org_id and w.state = 'proposed') as is_proposed,
      case when a.balance > 0 then (
        select min(p.event_at) from ledger.entries e join ledger.postings p on p.id = e.posting_id
        where e.account_id = a.id and e.account_version > coalesce((
          select max(z.account_version) from ledger.entries z where z.account_id = a.id and z.balance_after = 0), 0)) end as since
    from ledger.accounts a join organizations g on g.id = a.org_id
    where a.kind = 'clawback' and (${vendorId}::uuid is null or a.org_id = ${vendorId})
      and (${vendorId}::uuid is not null or a.balance > 0 or exists (select from write_offs w where w.vendor_id = a.org_id))
    order by a.balance desc, g.name limit 2000`.execute(db)
  return rows
}

/** What one vendor owes; nothing of a vendor that never owed anything. */
export const findDebt = async (db: Db, vendorId: string) => (await listDebts(db, vendorId))[0]

/** What of a vendor's debt was proposed to be given up, the newest first. */
export const listWriteOffs = (db: Db, vendorId: string) =>
  db
    .selectFrom('writeOffs')
    .innerJoin('persons as proposer', 'proposer.id', 'writeOffs.proposedBy')
    .leftJoin('persons as decider', 'decider.id', 'writeOffs.decidedBy')
    .selectAll('writeOffs')
    .select(['proposer.name as proposer', 'decider.name as decider'])
    .where('writeOffs.vendorId', '=', vendorId)
    .orderBy('writeOffs.id', 'desc')
    .execute()

export type WriteOff = Awaited<ReturnType<typeof listWriteOffs>>[number]
