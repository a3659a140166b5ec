import { type Kysely, sql } from 'kysely'
import { env } from '~/env.server'
import type { PriceBid } from '~/bids/form'
import { ocidOf } from '~/rounds/ocid.server'
import { listLots } from '~/rounds/queries.server'
import { roundTerms } from '~/rounds/terms'
import type { Database } from '~db/schema'
import type { PublicRound } from './round'

type Tx = Kysely<Database>

/**
 * A round as everyone may come to know it, read by the clock, to whom everything is open; which part a release tells
 * is decided by its moment (release.ts). Undefined for a draft.
 */
export async function readPublicRound(tx: Tx, roundId: string): Promise<PublicRound | undefined> {
  const round = await tx
    .selectFrom('rounds')
    .innerJoin('roundTerms', (join) =>
      join
        .onRef('roundTerms.roundId', '=', 'rounds.id')
        .onRef('roundTerms.version', '=', 'rounds.termsVersion'),
    )
    .select(['rounds.id', 'number', 'title', 'titleEn', 'profile', 'state', 'reason', 'body', 'noticeHash'])
    .select([
      'publishedAt',
      'questionsCloseAt',
      'bidsCloseAt',
      'openingAt',
      'standstillEndsAt',
      'confirmedAt',
    ])
    .where('rounds.id', '=', roundId)
    .where('publishedAt', 'is not', null)
    .executeTakeFirst()
  if (!round) return undefined
  const { body, noticeHash, ...its } = round
  return {
    ...its,
    publishedAt: round.publishedAt!,
    questionsCloseAt: round.questionsCloseAt!,
    bidsCloseAt: round.bidsCloseAt!,
    openingAt: round.openingAt!,
    origin: env.PUBLIC_ORIGIN,
    ocid: ocidOf(round.number),
    noticeHash: noticeHash!.toString('hex'),
    terms: roundTerms.parse(body),
    office: (await findOffice(tx, roundId))!,
    lots: (await listLots(tx, roundId)).map((lot) => ({
      ...lot,
      low: lot.low === null ? null : Number(lot.low),
      high: lot.high === null ? null : Number(lot.high),
    })),
    enquiries: await tx
      .selectFrom('questions')
      .leftJoin('lots', 'lots.id', 'questions.lotId')
      .select(['questions.id', 'text', 'askedAt', 'answer', 'answeredAt', 'code as lot'])
      .where('questions.roundId', '=', roundId)
      .where('answeredAt', 'is not', null)
      .orderBy('answeredAt')
      .execute(),
    amendments: await tx
      .selectFrom('addenda')
      .select(['no', 'reason', 'changes', 'at'])
      .where('roundId', '=', roundId)
      .orderBy('no')
      .execute(),
    bids: await listBids(tx, roundId),
    awards: await listAwards(tx, roundId),
    decided: await listDecided(tx, roundId),
    contracts: await listContracts(tx, roundId),
  }
}

async function listBids(tx: Tx, roundId: string): Promise<PublicRound['bids']> {
  const { rows } = await sql<Omit<PublicRound['bids'][number], 'tiers'> & { body: PriceBid | null }>`
    select b.id, l.code as lot, b.state, b.sealed_at, o.body, v.name, v.name_en, v.uscc
    from bids b join lots l on l.id = b.lot_id join organizations v on v.id = b.vendor_id
      left join sealed_items i on i.bid_id = b.id and i.kind = 'price' and i.state = 'current'
      left join opened_items o on o.item_id = i.id
    where b.round_id = ${roundId} and b.state not in ('sealed', 'replaced', 'withdrawn', 'invalidated', 'dropped')
    order by l.code, v.name`.execute(tx)
  return rows.map(({ body, ...bid }) => ({
    ...bid,
    tiers: (body?.tiers ?? []).map(({ from, price }) => ({ from, price: BigInt(price) })),
  }))
}

async function listAwards(tx: Tx, roundId: string): Promise<PublicRound['awards']> {
  const { rows } = await sql<PublicRound['awards'][number]>`
    select a.id, l.code as lot, a.bid_id, a.quantity, a.unit_price, u.adopted_at as at, u.certificate ->> 'hash' as certificate_hash,
           v.name, v.name_en, v.uscc, p.name_zh || ' ' || e.name_zh as bought, p.name_en || ' ' || e.name_en as bought_en
    from awards a join award_runs u on u.id = a.run_id and u.state = 'adopted' and u.kind = 'official'
      join lots l on l.id = a.lot_id join organizations v on v.id = a.vendor_id
      join editions e on e.id = a.edition_id join products p on p.id = e.product_id
    where u.round_id = ${roundId} order by l.code, v.name`.execute(tx)
  return rows
}

async function listDecided(tx: Tx, roundId: string): Promise<PublicRound['decided']> {
  const { rows } = await sql<PublicRound['decided'][number]>`
    select a.id, l.code as lot, u.id as run_id, u.adopted_at as at
    from awards a join award_runs u on u.id = a.run_id and u.kind = 'official' and u.adopted_at is not null
      join lots l on l.id = a.lot_id
    where u.round_id = ${roundId} order by u.adopted_at, l.code, a.id`.execute(tx)
  return rows
}

/** One contract for each award that an order calls off; money of an order with several is told in proportion. */
async function listContracts(tx: Tx, roundId: string): Promise<PublicRound['contracts']> {
  const { rows } = await sql<PublicRound['contracts'][number]>`
    select o.id as order_id, o.number, s.award_id, l.code as lot, o.state, o.confirmed_at as signed_at, b.name as buyer_name,
           b.uscc as buyer_uscc, s.buyer_code, s.quantity, s.unit_price, s.amount, count(*) over (partition by o.id)::int as parts,
           coalesce((select jsonb_agg(jsonb_build_object('no', n.number, 'at', n.sent_at, 'acceptedAt', case when n.state = 'accepted' then n.decided_at end) order by n.sent_at)
                     from delivery_notes n where n.order_id = o.id and n.state in ('sent', 'accepted')), '[]') as deliveries,
           coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'at', p.received_at, 'amount', p.amount::text) order by p.received_at)
                     from payments p where p.order_id = o.id and p.undone_at is null), '[]') as payments
    from orders o join organizations b on b.id = o.enterprise_id
      join lateral (
        select n.award_id, sum(n.quantity - n.canceled)::int as quantity, min(n.unit_price) as unit_price,
               sum((n.quantity - n.canceled) * n.unit_price)::bigint as amount, min(c.buyer_code) as buyer_code
        from order_lines n left join allocations c on c.award_id = n.award_id and c.pledge_id = n.pledge_id
        where n.order_id = o.id and n.award_id is not null group by n.award_id) s on true
      join awards a on a.id = s.award_id join lots l on l.id = a.lot_id
    where o.round_id = ${roundId} and o.confirmed_at is not null order by o.number, l.code`.execute(tx)
  return rows
}

/** Whose round it is: its drafter's agency; the office of the conference where a wish became a round and nobody drafted it. */
export async function findOffice(tx: Tx, roundId: string | null): Promise<PublicRound['office'] | undefined> {
  const { rows } = await sql<PublicRound['office']>`
    select g.name, g.name_en as "nameEn", g.uscc from organizations g
    left join rounds r on r.id = ${roundId}::uuid and exists (select from members m where m.org_id = g.id and m.person_id = r.drafted_by)
    where g.kind = 'agency' and (r.id is not null or exists (select from agencies a where a.org_id = g.id and a.office))
    order by r.id nulls last limit 1`.execute(tx)
  return rows[0]
}
