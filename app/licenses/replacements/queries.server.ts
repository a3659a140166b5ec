import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { ReplacementState } from '../lifecycle'

type Db = Kysely<Database>

/** What a vendor may know of units that it is to replace, or has replaced. */
export type ReplacementRow = {
  id: string
  state: ReplacementState
  quantity: number
  dueOn: string
  askedAt: Date
  deliveredAt: Date | null
  orgId: string
  buyer: string
  buyerEn: string | null
  entitlementNo: string
  productId: string
  nameZh: string
  nameEn: string
  edition: string
  editionEn: string
  keyPattern: string | null
  orderId: string
  orderNo: string
  /** units that the old license has now, its keys, and those of them that stand for one unit each */
  held: number
  keys: number
  singleKeys: number
  /** of keys that their holder says do not work */
  faultyTails: string[] | null
  resultNo: string | null
}

/** What the acting vendor is to replace, what is due first on top, then what it has replaced. */
export async function listReplacements(db: Db): Promise<ReplacementRow[]> {
  const { rows } = await sql<ReplacementRow>`select * from replacements_asked(null)`.execute(db)
  return rows
}

/** One of them. */
export async function findReplacement(db: Db, replacementId: string): Promise<ReplacementRow | undefined> {
  const { rows } =
    await sql<ReplacementRow>`select * from replacements_asked(${replacementId}::uuid)`.execute(db)
  return rows[0]
}

/** For the holder of a license: the vendor's open promise to replace units of it, and what already stands in their place. */
export async function listReplacementsOf(db: Db, entitlementId: string) {
  const { rows } = await sql<{
    id: string
    state: ReplacementState
    quantity: number
    dueOn: string
    resultId: string | null
    resultNo: string | null
  }>`
    select p.id, p.state, p.quantity, p.due_on, p.result_id, n.no as result_no
    from replacements p left join entitlements n on n.id = p.result_id
    where p.entitlement_id = ${entitlementId}::uuid and p.state <> 'withdrawn' order by p.id`.execute(db)
  return rows
}

/** How far the replacements for promises have come, for both sides of each. */
export const listReplacementsFor = (db: Db, obligationIds: readonly string[]) =>
  obligationIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('replacements')
        .select(['id', 'obligationId', 'entitlementId', 'resultId', 'vendorId', 'quantity', 'state'])
        .where('obligationId', 'in', obligationIds)
        .where('state', '<>', 'withdrawn')
        .orderBy('id')
        .execute()
