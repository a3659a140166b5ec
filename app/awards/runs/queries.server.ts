import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type Actor, is } from '~/people/actor'
import type { RoundState } from '~/rounds/lifecycle'
import type { Reason } from '../certificate'
import { findOwnEffect } from '../effects/effects.server'
import { countOpenInquiries } from './decide.server'
import { type DecideRefusal, whyNotDecide } from './deciding'

type Db = Kysely<Database>

/** The award of a round as the reader may see it (row policies): the run that counts, its winners, the reader's own shares. */
export async function findAward(db: Db, actor: Actor, round: { id: string; state: RoundState }) {
  const run = await db
    .selectFrom('awardRuns')
    .select([
      'id',
      'kind',
      'state',
      'objective',
      'exactBound',
      'gapPpm',
      'awardHash',
      'problem',
      'finishedAt',
    ])
    .select(sql<string | null>`certificate ->> 'hash'`.as('certificateHash'))
    .where('roundId', '=', round.id)
    .where('kind', '=', 'official')
    .where('state', '<>', 'superseded')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!run) return null
  const whyNot: DecideRefusal | null = is(actor, 'officer')
    ? whyNotDecide(
        round.state,
        { ...run, isNewest: true },
        await countOpenInquiries(db, round.id),
        run.awardHash ?? '',
      )
    : 'award-not-open'
  return {
    run,
    whyNot,
    winners: await listWinners(db, run.id),
    shares: await listOwnShares(db, actor, run.id),
    refused: await listOwnRefusals(db, actor, run.id),
    effect: await findOwnEffect(db, actor, run.id),
  }
}

const listWinners = (db: Db, runId: string) =>
  db
    .selectFrom('awards')
    .innerJoin('lots', 'lots.id', 'awards.lotId')
    .innerJoin('organizations as vendor', 'vendor.id', 'awards.vendorId')
    .innerJoin('editions', 'editions.id', 'awards.editionId')
    .innerJoin('products', 'products.id', 'editions.productId')
    .select([
      'awards.id',
      'lots.code',
      'products.slug',
      'products.nameZh as productZh',
      'products.nameEn as productEn',
      'editions.nameZh as edition',
      'editions.nameEn as editionEn',
      'lots.referencePrice',
      'vendor.name as vendor',
      'vendor.nameEn as vendorEn',
      'awards.unitPrice',
      'awards.quantity',
    ])
    .where('awards.runId', '=', runId)
    .orderBy('lots.code')
    .execute()

/** What one's own organization gets, and what it would have paid alone. */
const listOwnShares = (db: Db, { organizationId }: Actor, runId: string) =>
  db
    .selectFrom('allocations')
    .innerJoin('awards', 'awards.id', 'allocations.awardId')
    .innerJoin('lots', 'lots.id', 'awards.lotId')
    .select([
      'pledgeId',
      'lots.code',
      'lots.referencePrice',
      'allocations.quantity',
      'allocations.unitPrice',
      'standAlonePrice',
      'buyerCode',
    ])
    .where('awards.runId', '=', runId)
    .where('allocations.orgId', '=', organizationId)
    .orderBy('lots.code')
    .execute()

async function listOwnRefusals(db: Db, { organizationId }: Actor, runId: string) {
  const rows = await db
    .selectFrom('unservedPledges')
    .innerJoin('pledges', 'pledges.id', 'unservedPledges.pledgeId')
    .innerJoin('lots', 'lots.id', 'pledges.lotId')
    .select(['pledgeId', 'lots.code', 'unservedPledges.reason', 'buyerCode'])
    .where('unservedPledges.runId', '=', runId)
    .where('unservedPledges.orgId', '=', organizationId)
    .orderBy('lots.code')
    .execute()
  return rows.map((row) => ({ ...row, reason: row.reason as Reason }))
}

/** The figures of the award that stands; undefined to whom it is not open. */
export const findStandingAward = (db: Db, roundId: string) =>
  db
    .selectFrom('awardRuns')
    .select(['id', 'objective', 'exactBound'])
    .where('roundId', '=', roundId)
    .where('state', '=', 'adopted')
    .executeTakeFirst()

/** What the decision can be recomputed from; undefined to whom it is not open yet. */
export const findProof = (db: Db, roundId: string) =>
  db
    .selectFrom('awardRuns')
    .innerJoin('awardInstances', 'awardInstances.hash', 'awardRuns.instanceHash')
    .innerJoin('rounds', 'rounds.id', 'awardRuns.roundId')
    .select(['rounds.number', 'awardRuns.certificate', 'awardInstances.body'])
    .where('awardRuns.roundId', '=', roundId)
    .where('awardRuns.state', '=', 'adopted')
    .executeTakeFirst()
