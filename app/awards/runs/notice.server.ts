import { type Kysely, sql } from 'kysely'
import { canonical, type Canonical } from '~/kernel/canonical'
import { sha256 } from '~/kernel/sha256'
import type { Database } from '~db/schema'

type Tx = Kysely<Database>
type Times = { noticeUntil: Date; standstillEndsAt: Date }

/** What everyone may read of the decision: winners, volumes, prices, saving; nothing about a single buyer. */
export async function publishNotice(
  tx: Tx,
  round: { id: string; number: string },
  runId: string,
  times: Times,
  kind: 'award' | 'replacement' = 'award',
) {
  const { rows: lots } = await sql<{
    code: string
    vendor: string
    vendorEn: string | null
    uscc: string
    edition: string
    unitPrice: bigint
    quantity: number
    buyers: number
    referencePrice: bigint
  }>`
    select l.code, v.name as vendor, v.name_en as vendor_en, v.uscc, a.edition_id as edition, a.unit_price, a.quantity, l.reference_price,
           (select count(*)::int from allocations s where s.award_id = a.id) as buyers
    from awards a join lots l on l.id = a.lot_id join organizations v on v.id = a.vendor_id
    where a.run_id = ${runId} order by l.code, v.name`.execute(tx)
  const { objective, awardHash, certificateHash } = await tx
    .selectFrom('awardRuns')
    .select(['objective', 'awardHash', sql<string>`certificate ->> 'hash'`.as('certificateHash')])
    .where('id', '=', runId)
    .executeTakeFirstOrThrow()
  const body = canonical({
    format: 'muster-award-notice/1',
    round: round.number,
    run: runId,
    awardHash,
    certificateHash,
    saving: objective,
    lots: lots as unknown as Canonical,
    noticeUntil: times.noticeUntil.toISOString(),
    standstillEndsAt: times.standstillEndsAt.toISOString(),
  })
  await tx
    .insertInto('notices')
    .values({ roundId: round.id, kind, body, hash: sha256(body) })
    .execute()
}
