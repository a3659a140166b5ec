import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { addLine } from '~/demands/commands.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { addDays, dayOf } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { changesBetween, statusOf } from './changed'
import type { Market } from './estate'
import { findMarket, findWholeEstate } from './estate.server'
import { type Outcome, outcomesOf } from './outcome'
import { suppose } from './suppose'
import type { Supposition } from './supposition'

type Db = Kysely<Database>

const scope = ['operating-system', 'office', 'antivirus']

/** One's own position as it is and as it would be; nothing of it is kept. */
export async function findWhatIf(db: Db, actor: Actor, suppositions: readonly Supposition[], now: Date) {
  const whole = await findWholeEstate(db, actor, now)
  const { market, editions, coming } = await findMarket(db, actor)
  const supposed = suppose(whole, suppositions, market)
  const [before, after] = [outcomesOf(whole), outcomesOf(supposed.whole)]
  const changes = changesBetween(before, after)
  // What is only supposed to be installed stands on no computer that has a page.
  const own = new Set(whole.machines.map(({ id }) => id))
  const removed = supposed.removed.filter(({ computerId }) => own.has(computerId))
  const ids = [...new Set([...before, ...after].map(({ productId }) => productId))]
  const products = await namesOf(db, ids)
  const inScope = new Set(products.filter(({ category }) => scope.includes(category)).map(({ id }) => id))
  const names = new Map(products.map((product) => [product.id, product]))
  const { rights, departments } = await listChoices(db, actor)
  return {
    isEmpty: before.length === 0,
    changes: changes.map((change) => ({ ...change, product: names.get(change.productId)! })),
    status: {
      before: statusOf(whole, before, inScope),
      after: statusOf(supposed.whole, after, inScope),
    },
    gap: { before: gapOf(before), after: gapOf(after) },
    cost: {
      before: costOfGaps(before, market),
      after: costOfGaps(after, market),
      bought: costOfBuying(suppositions, market),
    },
    removed: removed.slice(0, 200).map((it) => ({ ...it, product: names.get(it.productId)! })),
    removedInAll: removed.length,
    choices: {
      editions: editions.map(({ id, productId, category, productZh, productEn, nameZh, nameEn }) => ({
        id, category, productZh, productEn, nameZh, nameEn, isOwn: names.has(productId),
      })), // oxfmt-ignore
      orders: Object.values(Object.groupBy(coming, ({ orderId }) => orderId)).map((lines) => ({
        id: lines![0]!.orderId,
        number: lines![0]!.number,
        units: lines!.reduce((sum, { quantity }) => sum + quantity, 0),
      })),
      rights,
      departments,
    },
  }
}

export type WhatIf = Awaited<ReturnType<typeof findWhatIf>>

const gapOf = (outcomes: readonly Outcome[]) => outcomes.reduce((sum, { gap }) => sum + gap, 0)

/** fen for every missing unit at the lowest reference price of its product; what has none costs nothing here. */
function costOfGaps(outcomes: readonly Outcome[], { editions }: Market): bigint {
  const prices = Map.groupBy(
    editions.filter(({ household, price }) => !household && price !== null),
    ({ productId }) => productId,
  )
  return outcomes.reduce((sum, { productId, gap }) => {
    const own = prices.get(productId)?.map(({ price }) => price!) ?? []
    const lowest = own.reduce((least, price) => (price < least ? price : least), own[0] ?? 0n)
    return sum + BigInt(gap) * lowest
  }, 0n)
}

/** fen for what is supposed to be bought, at reference prices; null: one of them has none. */
function costOfBuying(suppositions: readonly Supposition[], { editions }: Market): bigint | null {
  const prices = new Map(editions.map(({ id, price }) => [id, price]))
  return suppositions.reduce<bigint | null>((sum, it) => {
    if (it.kind !== 'buy' || !prices.has(it.id)) return sum
    const price = prices.get(it.id)
    return sum === null || !price ? null : sum + BigInt(it.units) * price
  }, 0n)
}

const namesOf = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('products')
    .select(['id', 'slug', 'nameZh', 'nameEn', 'category'])
    .where('id', 'in', ids.length > 0 ? ids : [nobodys])
    .execute()
const nobodys = '00000000-0000-0000-0000-000000000000'

/** What may fall away: rights that count or will, and departments with computers. */
async function listChoices(db: Db, actor: Actor) {
  const { rows: rights } = await sql<{
    id: string
    no: string
    nameZh: string
    nameEn: string
    quantity: number | null
    endsOn: string | null
  }>`
    select n.id, n.no, p.name_zh, p.name_en, n.quantity, n.ends_on
    from entitlements n join products p on p.id = n.product_id
    where n.org_id = ${actor.organizationId} and n.state in ('active', 'claimed') and n.quantity is distinct from 0
      and (n.ends_on is null or n.ends_on >= shanghai_day())
    order by n.ends_on nulls last, n.no limit 500`.execute(db)
  const { rows: departments } = await sql<{ name: string; computers: number }>`
    select department as name, count(*)::int as computers from computers
    where org_id = ${actor.organizationId} and state in ('in_use', 'spare') and department is not null
    group by department order by department limit 500`.execute(db)
  return { rights, departments }
}

const usualDaysUntilNeeded = 60

/** A draft of demand for each number that is supposed to be bought. Answers how many. Refuses: nothing-supposed-bought. */
export async function draftSupposed(tx: Db, actor: Actor, suppositions: readonly Supposition[], now: Date) {
  refuseIf(is(actor, 'asset_manager', 'buyer', 'approver') ? null : 'not-your-move')
  const buys = suppositions.filter((it) => it.kind === 'buy')
  if (buys.length === 0) refuse('nothing-supposed-bought')
  const neededBy = addDays(dayOf(now), usualDaysUntilNeeded)
  for (const { id, units } of buys)
    await addLine(tx, actor, { subject: { editionId: id, classId: null }, quantity: units, neededBy }, now)
  return buys.length
}
