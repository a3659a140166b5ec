import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { PriceBid } from '~/bids/form'
import type { BidState } from '~/bids/lifecycle'
import { listLots } from '~/rounds/queries.server'
import type { RoundTerms } from '~/rounds/terms'
import type { Certificate } from '../certificate'
import { tierAt } from '../ceilings'
import type { Instance, Tier } from '../instance'
import { besideOf } from './beside'
import { compare } from './comparison'
import { givenOf, type GivenScore, listScores, listSheets } from '../scoring/queries.server'
import { qualityOf } from '../scoring/quality'
import { stabilityOf } from './stability'

type Db = Kysely<Database>

/**
 * The bids of a round beside each other once prices are open, as the readers of its instances may see it (row policy):
 * every matrix that was ever computed is kept, the newest is shown unless another is asked for.
 */
export async function findEvaluation(
  db: Db,
  { id: roundId, terms }: { id: string; terms: Pick<RoundTerms, 'method' | 'criteria'> },
  asked: string | null,
) {
  const matrices = await listMatrices(db, roundId)
  const shown = matrices.find(({ hash }) => hash === asked) ?? matrices[0]
  if (!shown) return null
  const { instance, certificate } = await findComputed(db, shown.hash)
  const [lots, bids] = [await listLots(db, roundId), await listCompared(db, roundId)]
  const figures = compare(instance)
  const isScored = terms.method === 'comprehensive'
  const scores = isScored ? await listScores(db, roundId) : []
  return {
    matrices,
    hash: shown.hash,
    isComputed: certificate !== null,
    openInquiries: bids.filter(({ asked: at, inquiry }) => at !== null && inquiry === null).length,
    lots: lots.map((lot) => {
      const { demand = 0, pledges = 0, bids: alone } = figures.get(lot.code) ?? {}
      const asked = [...(demand > 0 ? [demand] : []), ...lot.milestones]
      const volumes = [...new Set(asked)].toSorted((a, b) => a - b)
      return {
        ...lot,
        demand,
        pledges,
        volumes,
        bids: bids
          .filter(({ code }) => code === lot.code)
          .map((bid) => ({
            ...bid,
            ...(alone?.get(bid.vendorId) ?? { alone: null, effectivePrice: null }),
            isCandidate: alone?.has(bid.vendorId) ?? false,
            prices: volumes.map((volume) => ({ volume, price: priceOf(bid.tiers, volume) })),
            won: winnerOf(certificate, lot.code, bid.vendorId),
            scored: isScored
              ? scoredOf(
                  terms.criteria,
                  scores.filter(({ bidId }) => bidId === bid.id),
                  certificate,
                  bid,
                )
              : null,
          })),
        placed: placesOf(instance, certificate, lot.code),
      }
    }),
    sheets: isScored ? await listSheets(db, roundId) : [],
    trials: certificate && stabilityOf(instance, certificate, scores),
    beside: await findBeside(db, matrices, shown.hash, bids),
  }
}

type Matrices = Awaited<ReturnType<typeof listMatrices>>

/** The shown computation beside the one before it; beside the next when it is the first, and null when it is the only one. */
async function findBeside(db: Db, matrices: Matrices, hash: string, bids: readonly ComparedRow[]) {
  const at = matrices.findIndex((one) => one.hash === hash)
  const [after, before] = matrices[at + 1]
    ? [matrices[at]!, matrices[at + 1]!]
    : [matrices[at - 1], matrices[at]!]
  if (!after) return null
  const lots = besideOf(await findComputed(db, before.hash), await findComputed(db, after.hash))
  const nameOf = new Map(bids.map(({ vendorId, vendor, vendorEn }) => [vendorId, { vendor, vendorEn }]))
  return {
    before: before.at,
    after: after.at,
    lots: [...lots].map(([code, its]) => ({
      code,
      bids: its.map((row) => ({
        ...row,
        ...(nameOf.get(row.vendorId) ?? { vendor: row.vendorId, vendorEn: null }),
      })),
    })),
  }
}

export type Evaluation = NonNullable<Awaited<ReturnType<typeof findEvaluation>>>
export type ComparedLot = Evaluation['lots'][number]
export type ComparedBid = ComparedLot['bids'][number]

/** What a bid asks per unit at a volume, fen; null where it does not sell so many or so few. */
export const priceOf = (tiers: readonly Tier[], volume: number) => {
  const tier = tierAt(tiers, volume)
  return tier && BigInt(tier.price)
}

export function winnerOf(certificate: Certificate | null, lot: string, vendorId: string) {
  const its = certificate?.winners.find((winner) => winner.lot === lot && winner.vendor === vendorId)
  if (!its) return null
  const { quantity, pledges, unitPrice } = its
  return { quantity, pledges, unitPrice: BigInt(unitPrice) }
}

/** A bid's points: of each criterion with what every evaluator gave, and what price and quality come to. */
export function scoredOf(
  criteria: RoundTerms['criteria'],
  scores: readonly GivenScore[],
  certificate: Certificate | null,
  { code, vendorId }: { code: string; vendorId: string },
) {
  const row = certificate?.scoring.find(({ lot, vendor }) => lot === code && vendor === vendorId)
  return {
    criteria: criteria.map(({ code: criterion, name, weight }) => ({
      criterion,
      name,
      weight,
      ...givenOf(scores.filter((score) => score.criterion === criterion)),
    })),
    quality: scores.length === 0 ? null : qualityOf(scores),
    ranked: row ? { price: row.priceScore, total: row.total, rank: row.rank } : null,
  }
}

/** Each buyer of a lot by its code: who serves how much of it, or why nobody does. */
function placesOf({ buyers }: Instance, certificate: Certificate | null, lot: string) {
  if (!certificate) return []
  const served = new Map(certificate.assign.filter((row) => row[1] === lot).map((row) => [row[0], row]))
  const unserved = new Map(certificate.unserved.filter((row) => row[1] === lot).map((row) => [row[0], row]))
  return buyers.flatMap(({ id, pledges }) => {
    const pledge = pledges.find((each) => each.lot === lot)
    if (!pledge) return []
    const [, , vendorId = null, quantity = 0] = served.get(id) ?? []
    return { code: id, asked: pledge.qty, vendorId, quantity, reason: unserved.get(id)?.[2] ?? null }
  })
}

const listMatrices = (db: Db, roundId: string) =>
  db
    .selectFrom('awardInstances')
    .select(['hash', 'at'])
    .where('roundId', '=', roundId)
    .orderBy('at', 'desc')
    .orderBy('hash')
    .execute()

async function findComputed(db: Db, hash: string) {
  const { body, certificate } = await db
    .selectFrom('awardInstances')
    .leftJoin('awardRuns', (join) =>
      join
        .onRef('awardRuns.instanceHash', '=', 'awardInstances.hash')
        .on('awardRuns.kind', '=', 'official')
        .on('awardRuns.certificate', 'is not', null),
    )
    .select(['awardInstances.body', 'awardRuns.certificate'])
    .where('awardInstances.hash', '=', hash)
    .orderBy('awardRuns.id', 'desc')
    .executeTakeFirstOrThrow()
  return { instance: body as unknown as Instance, certificate: certificate as unknown as Certificate | null }
}

type Row = {
  id: string
  vendorId: string
  vendor: string
  vendorEn: string | null
  state: BidState
  code: string
  productZh: string | null
  productEn: string | null
  edition: string | null
  editionEn: string | null
  verdict: boolean | null
  reason: string | null
  asked: Date | null
  inquiry: boolean | null
  body: PriceBid | null
}

type ComparedRow = Awaited<ReturnType<typeof listCompared>>[number]

/** Every bid that was opened, with its prices where they were: an ineligible one keeps them sealed for good. */
export async function listCompared(db: Db, roundId: string) {
  const { rows } = await sql<Row>`
    select b.id, b.vendor_id, v.name as vendor, v.name_en as vendor_en, b.state, l.code, p.name_zh as product_zh, p.name_en as product_en,
           e.name_zh as edition, e.name_en as edition_en, d.eligible as verdict, coalesce(b.reason, d.reason) as reason, q.asked_at as asked,
           q.explained as inquiry, o.body
    from bids b join lots l on l.id = b.lot_id join organizations v on v.id = b.vendor_id
      left join editions e on e.id = b.edition_id left join products p on p.id = e.product_id
      left join standing_decisions d on d.bid_id = b.id left join price_inquiries q on q.bid_id = b.id
      left join opened_parts(${roundId}) o on o.bid_id = b.id and o.kind = 'price'
    where b.round_id = ${roundId}
      and b.state in ('opened', 'eligible', 'ineligible', 'void', 'priced', 'excluded', 'won', 'lost')
    order by l.code, v.name`.execute(db)
  return rows.map(({ body, ...bid }) => ({
    ...bid,
    tiers: (body?.tiers ?? []).map(({ from, price }) => ({ from, price: Number(price) })),
    minQty: body?.minQty ?? null,
    maxQty: body?.maxQty ?? null,
  }))
}
