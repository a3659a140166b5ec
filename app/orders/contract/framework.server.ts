import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { canonical } from '~/kernel/canonical'
import { sha256Hex } from '~/kernel/sha256'
import { clauses } from './clauses.server'
import { framework } from './terms'
import { nextNumber } from './write.server'

type Tx = Kysely<Database>

/** The agreement that holds for every order of a round with a vendor; written once, however many orders there are. */
export async function ensureFramework(tx: Tx, roundId: string, runId: string, vendorId: string) {
  const round = await tx.selectFrom('rounds').selectAll().where('id', '=', roundId).executeTakeFirstOrThrow()
  const known = await tx
    .selectFrom('contracts')
    .select('id')
    .where('kind', '=', 'framework')
    .where('roundId', '=', roundId)
    .where('vendorId', '=', vendorId)
    .executeTakeFirst()
  if (known) return
  const office = await findOffice(tx)
  const vendor = await partyOf(tx, vendorId)
  const { awardHash } = await tx
    .selectFrom('awardRuns')
    .select('awardHash')
    .where('id', '=', runId)
    .executeTakeFirstOrThrow()
  const awards = await tx
    .selectFrom('awards')
    .innerJoin('lots', 'lots.id', 'awards.lotId')
    .innerJoin('editions', 'editions.id', 'awards.editionId')
    .innerJoin('products', 'products.id', 'editions.productId')
    .select([
      'lots.code as lot',
      'products.nameZh as product',
      'products.nameEn as productEn',
      'editions.nameZh as edition',
      'editions.nameEn as editionEn',
      'lots.metric',
      'lots.term',
      'lots.termMonths',
      'awards.unitPrice',
      'awards.quantity',
      'lots.currency',
    ])
    .where('awards.runId', '=', runId)
    .where('awards.vendorId', '=', vendorId)
    .orderBy('lots.code')
    .orderBy('awards.id')
    .execute()
  const number = await nextNumber(tx, 'FA')
  const body = canonical(
    framework({
      number,
      office: office ?? null,
      vendor,
      round: {
        number: round.number,
        title: round.title,
        titleEn: round.titleEn,
        noticeSha256: round.noticeHash?.toString('hex') ?? null,
        awardSha256: awardHash?.replace(/^sha256:/, '') ?? null,
      },
      awards: awards.map(({ currency: _, ...award }) => award),
      currency: awards[0]?.currency ?? 'CNY',
      lateJoinUntil: round.lateJoinUntil?.toISOString().slice(0, 10) ?? null,
      clauses: clauses.framework,
    }),
  )
  await tx
    .insertInto('contracts')
    .values({ kind: 'framework', number, roundId, vendorId, body, hash: sha256Hex(body) })
    .onConflict((conflict) =>
      conflict.columns(['roundId', 'vendorId', 'version']).where('kind', '=', 'framework').doNothing(),
    )
    .execute()
}

const partyOf = (tx: Tx, id: string) =>
  tx
    .selectFrom('organizations')
    .select(['id', 'uscc', 'name', 'nameEn'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

/** Whoever holds the office of the joint conference organizes the round. */
export function findOffice(tx: Tx) {
  return tx
    .selectFrom('organizations')
    .innerJoin('agencies', 'agencies.orgId', 'organizations.id')
    .where('agencies.office', '=', true)
    .select(['organizations.id', 'uscc', 'name', 'nameEn'])
    .orderBy('organizations.id')
    .limit(1)
    .executeTakeFirst()
}
