import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { roundTerms } from '~/rounds/terms'
import type { Ground } from './abnormal'
import { inquiryState } from './inquiry'

type Db = Kysely<Database>

const inquiriesOf = (db: Db) =>
  db
    .selectFrom('priceInquiries')
    .innerJoin('bids', 'bids.id', 'priceInquiries.bidId')
    .innerJoin('lots', 'lots.id', 'bids.lotId')
    .innerJoin('organizations as vendor', 'vendor.id', 'bids.vendorId')
    .select([
      'priceInquiries.bidId',
      'bids.roundId',
      'lots.code',
      'vendor.name as vendor',
      'vendor.nameEn as vendorEn',
      sql<Ground[]>`price_inquiries.grounds`.as('grounds'),
      'priceInquiries.askedAt',
      'priceInquiries.dueAt',
      'priceInquiries.repliedAt',
      'priceInquiries.decidedAt',
      'priceInquiries.explained',
    ])

/** The questions about low prices of a round: the office's, and a vendor's own (row policy). */
export async function listInquiries(db: Db, roundId: string, now: Date) {
  const rows = await inquiriesOf(db)
    .where('bids.roundId', '=', roundId)
    .orderBy('lots.code')
    .orderBy('vendor.name')
    .execute()
  return rows.map((row) => ({ ...row, state: inquiryState(row, now) }))
}

export type ListedInquiry = Awaited<ReturnType<typeof listInquiries>>[number]

/** The question about a bid's price, with its answer and what was decided; undefined when none was asked. */
export async function findInquiry(db: Db, bidId: string, now: Date) {
  const row = await inquiriesOf(db)
    .innerJoin('rounds', 'rounds.id', 'bids.roundId')
    .innerJoin('roundTerms', (join) =>
      join
        .onRef('roundTerms.roundId', '=', 'rounds.id')
        .onRef('roundTerms.version', '=', 'rounds.termsVersion'),
    )
    .leftJoin('files', 'files.id', 'priceInquiries.evidenceFileId')
    .leftJoin('persons as decider', 'decider.id', 'priceInquiries.decidedBy')
    .select([
      'roundTerms.body',
      'priceInquiries.reply',
      'priceInquiries.reason',
      'files.id as fileId',
      'files.name as fileName',
      'decider.name as decidedBy',
    ])
    .where('priceInquiries.bidId', '=', bidId)
    .executeTakeFirst()
  if (!row) return undefined
  const { body, ...inquiry } = row
  return { ...inquiry, state: inquiryState(row, now), terms: roundTerms.parse(body).abnormal }
}

export type Inquiry = NonNullable<Awaited<ReturnType<typeof findInquiry>>>
