import { type Kysely, sql } from 'kysely'
import * as z from 'zod'
import type { Database } from '~db/schema'
import { listLots } from '~/rounds/queries.server'

type Db = Kysely<Database>

const amount = z.string().transform((fen) => BigInt(fen))
const hash = z.string().regex(/^sha256:[0-9a-f]{64}$/)

const awardNotice = z.object({
  format: z.literal('muster-award-notice/1'),
  round: z.string(),
  awardHash: hash,
  certificateHash: hash,
  saving: amount,
  lots: z.array(
    z.object({
      code: z.string(),
      vendor: z.string(),
      vendorEn: z.string().nullable().default(null),
      uscc: z.string().nullable(),
      edition: z.uuid(),
      unitPrice: amount,
      quantity: z.number(),
      referencePrice: amount,
    }),
  ),
  noticeUntil: z.iso.datetime(),
  standstillEndsAt: z.iso.datetime(),
})

/**
 * The notice of a round's award: to its members at the decision, to everyone once it is confirmed (row policy), as it
 * was published, with the names of what was bought.
 */
export async function findAwardNotice(db: Db, roundId: string) {
  const row = await db
    .selectFrom('notices')
    .select(['body', 'publishedAt', sql<string>`encode(hash, 'hex')`.as('hash')])
    .where('roundId', '=', roundId)
    .where('kind', 'in', ['award', 'replacement'])
    .orderBy('publishedAt', 'desc')
    .executeTakeFirst()
  if (!row) return null
  const { lots: winners, ...notice } = awardNotice.parse(row.body)
  const lots = await listLots(db, roundId)
  const editions = await listEditionNames(
    db,
    winners.map(({ edition }) => edition),
  )
  return {
    ...notice,
    publishedAt: row.publishedAt,
    hash: row.hash,
    lots: winners.map((winner) => ({
      ...winner,
      lot: lots.find(({ code }) => code === winner.code)!,
      bought: editions.find(({ id }) => id === winner.edition)!,
    })),
  }
}

export type AwardNotice = NonNullable<Awaited<ReturnType<typeof findAwardNotice>>>

const listEditionNames = (db: Db, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('editions')
        .innerJoin('products', 'products.id', 'editions.productId')
        .select([
          'editions.id',
          'editions.nameZh as edition',
          'editions.nameEn as editionEn',
          'products.nameZh as productZh',
        ])
        .select('products.nameEn as productEn')
        .where('editions.id', 'in', ids)
        .execute()

/** Awards that bind, the newest first, with what they saved; everyone may know (row policy). */
export async function listConfirmedAwards(db: Db, limit: number) {
  const { rows } = await sql<{
    roundId: string
    number: string
    title: string
    titleEn: string | null
    confirmedAt: Date
    licenses: bigint
    paid: bigint
    saved: bigint
  }>`
    select r.id as round_id, r.number, r.title, r.title_en, r.confirmed_at, sum(a.quantity)::bigint as licenses,
           sum(a.unit_price * a.quantity)::bigint as paid,
           sum((l.reference_price - a.unit_price) * a.quantity)::bigint as saved
    from rounds r join award_runs n on n.round_id = r.id and n.state = 'adopted'
      join awards a on a.run_id = n.id join lots l on l.id = a.lot_id
    where r.state in ('confirmed', 'concluded')
    group by r.id order by r.confirmed_at desc limit ${limit}`.execute(db)
  return rows
}
