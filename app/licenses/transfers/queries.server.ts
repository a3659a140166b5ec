import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import type { TransferState } from '../lifecycle'

type Db = Kysely<Database>

export type TransferRow = {
  id: string
  kind: 'allocation' | 'transfer' | 'computer'
  state: TransferState
  quantity: number
  reason: string
  answer: string | null
  consentFileId: string | null
  consentName: string | null
  orgId: string
  giver: string
  giverEn: string | null
  toOrgId: string
  receiver: string
  receiverEn: string | null
  entitlementId: string
  entitlementNo: string
  productId: string
  slug: string
  nameZh: string
  nameEn: string
  edition: string
  editionEn: string
  release: string | null
  metric: string
  term: 'perpetual' | 'subscription' | 'evaluation'
  endsOn: string | null
  vendor: string | null
  offeredAt: Date
  offeredBy: string | null
  offererId: string
  acceptedAt: Date | null
  acceptedBy: string | null
  decidedAt: Date | null
  decidedBy: string | null
  resultId: string | null
  resultNo: string | null
  resultUnits: number | null
  computerId: string | null
  evidenceFileId: string | null
  evidenceName: string | null
  /** its asset number at the receiver */
  receiverNo: string | null
  receivedId: string | null
}

const seen = (which: string | null) => sql<TransferRow>`
  select t.*, p.slug, p.name_zh, p.name_en, e.name_zh as edition, e.name_en as edition_en, r.name as release
  from transfers_seen(${which}::uuid) t
  join products p on p.id = t.product_id
  join editions e on e.id = t.edition_id
  left join releases r on r.id = t.release_id
  order by t.state in ('offered', 'accepted') desc, t.offered_at desc, t.id limit 500`

/** Units that one's organization offers or is offered: what waits for somebody on top. */
export const listTransfers = async (db: Db) => (await seen(null).execute(db)).rows

/** One of them; nothing for whoever is on neither side. */
export const findTransfer = async (db: Db, transferId: string) => (await seen(transferId).execute(db)).rows[0]

export type GiveableRow = {
  id: string
  no: string
  slug: string
  nameZh: string
  nameEn: string
  edition: string
  editionEn: string
  unassigned: number
  transferable: boolean
}

/** Rights of which units may be offered: running, not bound to a computer, with units that nobody is assigned to. */
export async function listGiveable(db: Db, { organizationId }: Actor): Promise<GiveableRow[]> {
  const { rows } = await sql<GiveableRow>`
    select n.id, n.no, p.slug, p.name_zh, p.name_en, e.name_zh as edition, e.name_en as edition_en, units_unassigned(n.id) as unassigned,
           coalesce((n.rights ->> 'transferable')::boolean, false) as transferable
    from entitlements n join products p on p.id = n.product_id join editions e on e.id = n.edition_id
    where n.org_id = ${organizationId} and n.state = 'active' and not n.disputed and n.channel <> 'oem' and n.metric <> 'appliance' and n.bound_computer_id is null
      and n.term <> 'evaluation'
      and coalesce(n.ends_on, 'infinity') >= shanghai_day() and units_unassigned(n.id) > 0
    order by p.slug, n.no limit 500`.execute(db)
  return rows
}

export type MovingComputer = {
  no: string
  name: string | null
  serial: string | null
  class: string
  /** what goes, or went, along with it */
  rights: {
    nameZh: string
    nameEn: string
    slug: string
    edition: string
    editionEn: string
    release: string | null
    no: string
    claimed: boolean
  }[]
}

/** The computer of a transfer, for both sides; nothing where units move alone. */
export async function findMovingComputer(db: Db, transferId: string) {
  const { rows } = await sql<MovingComputer>`select * from computer_of_transfer(${transferId}::uuid)`.execute(
    db,
  )
  return rows[0] ?? null
}
