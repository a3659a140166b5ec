import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import type { Asked } from './asked'
import type { CaseType } from './grounds'

type Db = Kysely<Database>

/** What a case would be about, and against whom; undefined when it is not the actor's to dispute. */
export type Subject = {
  type: CaseType
  kind: 'order_line' | 'entitlement' | 'product'
  id: string
  respondentId: string
  respondentName: string
  nameZh: string
  nameEn: string
  editionName: string | null
  editionNameEn: string | null
  bought: {
    orderId: string
    orderNumber: string
    lineNo: number
    quantity: number
    unitPrice: bigint
    amount: bigint
    delivered: number
    accepted: number
    paid: bigint
    currency: string
    records: number
  } | null
}

export async function findSubject(db: Db, actor: Actor, asked: Asked): Promise<Subject | undefined> {
  if (asked.line) return findLine(db, actor, asked.line, { kind: 'order_line', id: asked.line })
  if (asked.license) {
    const record = await db
      .selectFrom('entitlements')
      .innerJoin('purchaseRecords', 'purchaseRecords.id', 'entitlements.purchaseRecordId')
      .where('entitlements.id', '=', asked.license)
      .where('entitlements.orgId', '=', actor.organizationId)
      .select('purchaseRecords.orderLineId')
      .executeTakeFirst()
    return record && findLine(db, actor, record.orderLineId, { kind: 'entitlement', id: asked.license })
  }
  return asked.product && asked.uscc ? findUse(db, actor, asked.product, asked.uscc) : undefined
}

async function findLine(
  db: Db,
  actor: Actor,
  lineId: string,
  subject: Pick<Subject, 'kind' | 'id'>,
): Promise<Subject | undefined> {
  const row = await db
    .selectFrom('orderLines as line')
    .innerJoin('orders', 'orders.id', 'line.orderId')
    .innerJoin('editions', 'editions.id', 'line.editionId')
    .innerJoin('products', 'products.id', 'editions.productId')
    .innerJoin('organizations as other', (join) =>
      join.on(
        sql<boolean>`other.id = case ${actor.organizationId}::uuid when orders.enterprise_id then orders.vendor_id when orders.vendor_id then orders.enterprise_id end`,
      ),
    )
    .where('line.id', '=', lineId)
    .select([
      'other.id as respondentId',
      'other.name as respondentName',
      'products.nameZh',
      'products.nameEn',
      'editions.nameZh as editionName',
      'editions.nameEn as editionNameEn',
      'orders.id as orderId',
      'orders.number as orderNumber',
      'line.no as lineNo',
      'line.quantity',
      'line.unitPrice',
      sql<bigint>`line.amount`.as('amount'),
      'line.delivered',
      'line.accepted',
      'orders.currency',
      sql<bigint>`(select paid from line_money(orders.id) m where m.order_line_id = line.id)`.as('paid'),
      sql<number>`(select count(*)::int from purchase_records r where r.order_line_id = line.id)`.as(
        'records',
      ),
    ])
    .executeTakeFirst()
  if (!row) return undefined
  const { respondentId, respondentName, nameZh, nameEn, editionName, editionNameEn, ...bought } = row
  return {
    type: 'purchase',
    ...subject,
    respondentId,
    respondentName,
    nameZh,
    nameEn,
    editionName,
    editionNameEn,
    bought,
  }
}

/** A right holder names the enterprise by its code; nothing that it has installed or bought is told. */
async function findUse(db: Db, actor: Actor, productId: string, uscc: string): Promise<Subject | undefined> {
  if (actor.kind !== 'vendor') return undefined
  const product = await db
    .selectFrom('products')
    .select(['nameZh', 'nameEn'])
    .where('id', '=', productId)
    .executeTakeFirst()
  const { rows } = await sql<{
    id: string
    name: string
  }>`select id, name from organization_by_code(${uscc}) where id <> ${actor.organizationId}`.execute(db)
  if (!product || !rows[0]) return undefined
  const { id, name } = rows[0]
  return {
    type: 'use',
    kind: 'product',
    id: productId,
    respondentId: id,
    respondentName: name,
    ...product,
    editionName: null,
    editionNameEn: null,
    bought: null,
  }
}

/** The running case in which the actor's organization already disputes this with the same other side. */
export async function findOpenCase(
  db: Db,
  actor: Actor,
  { kind, id, respondentId }: Pick<Subject, 'kind' | 'id' | 'respondentId'>,
) {
  const { rows } = await sql<{
    id: string | null
  }>`select open_case_on(${kind}, ${id}::uuid, ${actor.organizationId}::uuid, ${respondentId}::uuid) as id`.execute(
    db,
  )
  return rows[0]!.id
}

/** Products that a claim about use may name. */
export const listNameable = (db: Db) =>
  db
    .selectFrom('products')
    .select(['id', 'nameZh', 'nameEn'])
    .where('state', '=', 'active')
    .orderBy('nameZh')
    .limit(1000)
    .execute()
