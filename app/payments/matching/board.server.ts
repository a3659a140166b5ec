import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { paidOf } from '~/orders/next-step'
import { type Books, type OpenLine, proposeMatches } from './proposing'

type Db = Kysely<Database>

export type BoardFilter = {
  direction?: 'C' | 'D' | undefined
  q?: string | undefined
  lineId?: string | undefined
}

const shownColumns = [
  'bankLines.id',
  'bankLines.importId',
  'bankLines.accountId',
  'bankLines.row',
  'bankLines.serialNo',
  'bankLines.bookedAt',
  'bankLines.direction',
  'bankLines.amount',
  'bankLines.currency',
  'bankLines.balance',
  'bankLines.counterpartyName',
  'bankLines.counterpartyAccount',
  'bankLines.counterpartyBank',
  'bankLines.remark',
  'bankLines.codes',
  'bankLines.state',
  'bankLines.asideReason',
  'bankAccounts.number as accountNumber',
  'bankAccounts.bank',
] as const

/** Bank lines that no person has dealt with, oldest first, each with what it most likely is. */
export async function listOpenLines(db: Db, { direction, q, lineId }: BoardFilter = {}, limit = 200) {
  const lines = await db
    .selectFrom('bankLines')
    .innerJoin('bankAccounts', 'bankAccounts.id', 'bankLines.accountId')
    .select(shownColumns)
    .where('bankLines.state', '=', 'open')
    .$if(!!direction, (query) => query.where('bankLines.direction', '=', direction!))
    .$if(!!lineId, (query) => query.where('bankLines.id', '=', lineId!))
    .$if(!!q, (query) =>
      query.where((line) =>
        line.or([
          line('counterpartyName', 'ilike', `%${q!.replaceAll(/[%_\\]/g, '\\$&')}%`),
          line('remark', 'ilike', `%${q!.replaceAll(/[%_\\]/g, '\\$&')}%`),
          line('serialNo', '=', q!),
        ]),
      ),
    )
    .orderBy('bankLines.bookedAt')
    .orderBy('bankLines.id')
    .limit(limit)
    .execute()
  const proposals = proposeMatches(lines.map(asOpenLine), await booksFor(db, lines))
  return lines.map((line, at) => ({ ...line, proposal: proposals[at]! }))
}

export type BoardLine = Awaited<ReturnType<typeof listOpenLines>>[number]

type LineRow = {
  id: string
  direction: 'C' | 'D'
  amount: bigint
  remark: string | null
  counterpartyName: string | null
  counterpartyAccount: string | null
  codes: string[]
}

const asOpenLine = (line: LineRow): OpenLine => ({
  id: line.id,
  direction: line.direction,
  amount: line.amount,
  remark: line.remark ?? '',
  counterpartyName: line.counterpartyName ?? '',
  counterpartyAccount: line.counterpartyAccount ?? '',
})

/** What the rules compare lines with: orders that were named or still take money, payers by name and account, what was sent. */
async function booksFor(db: Db, lines: readonly LineRow[]): Promise<Books> {
  const codes = lines.flatMap((line) => line.codes)
  const orders = await db
    .selectFrom('orders')
    .select([
      'id',
      'paymentCode',
      'enterpriseId',
      'state',
      'received',
      sql<bigint>`total - canceled - received`.as('outstanding'),
      sql<string[]>`array(select amount::text from order_dues where order_id = orders.id order by no)`.as(
        'dues',
      ),
    ])
    .where('paymentCode', 'is not', null)
    .where((order) =>
      order.or([
        order('paymentCode', '=', sql<string>`any(${codes}::text[])`),
        order('state', 'in', ['confirmed', 'funded', 'delivered', 'accepted']),
      ]),
    )
    .execute()
  const enterprises = [...new Set(orders.map(({ enterpriseId }) => enterpriseId))]
  return {
    orders: orders.map(({ id, paymentCode, enterpriseId, state, received, outstanding, dues }) => ({
      id,
      code: paymentCode!,
      enterpriseId,
      outstanding: takesMoney(state) && outstanding > 0n ? outstanding : null,
      unpaid: paidOf(
        dues.map((fen) => ({ amount: BigInt(fen) })),
        received,
      ).flatMap(({ amount, paid }) => (amount > paid ? [amount - paid] : [])),
    })),
    payers: await payersOf(db, enterprises),
    sent: await sentBefore(db),
  }
}

const takesMoney = (state: string) => ['confirmed', 'funded', 'delivered', 'accepted'].includes(state)

/** By which names and accounts each enterprise is known to pay: its own, and those of earlier payments. */
async function payersOf(db: Db, enterpriseIds: readonly string[]) {
  if (enterpriseIds.length === 0) return []
  return db
    .selectFrom('organizations')
    .leftJoin('contacts', 'contacts.orgId', 'organizations.id')
    .where('organizations.id', 'in', [...enterpriseIds])
    .select([
      'organizations.id as enterpriseId',
      sql<string[]>`array_remove(array[organizations.name, organizations.name_en], null)`.as('names'),
    ])
    .select(
      sql<string[]>`array_remove(array_cat(array[regexp_replace(contacts.bank_account, '\\D', '', 'g')],
        (select coalesce(array_agg(distinct payer_account), '{}') from payments p where p.enterprise_id = organizations.id
         and not exists (select from matches m where m.id::text = p.external_id and m.letter_file_id is not null))), null)`.as(
        'accounts',
      ),
    )
    .execute()
}

/** Payouts and refunds on their way or carried out lately: their codes come back on the bank's lines. */
async function sentBefore(db: Db): Promise<Books['sent'][number][]> {
  const payouts = await db
    .selectFrom('payouts')
    .leftJoin('payeeAccounts', 'payeeAccounts.id', 'payouts.payeeAccountId')
    .where('payouts.state', 'in', ['approved', 'sent', 'settled'])
    .where('payouts.rail', '=', 'bank')
    .select([
      'payouts.id',
      'payouts.code',
      'payouts.amount',
      'payouts.state',
      'payeeAccounts.holder',
      'payeeAccounts.number',
    ])
    .execute()
  const refunds = await db
    .selectFrom('refunds')
    .where('state', 'in', ['approved', 'sent', 'paid'])
    .where('rail', '=', 'bank')
    .select(['id', 'code', 'amount', 'state', 'payeeName', 'payeeAccount'])
    .execute()
  return [
    ...payouts.map((payout) => ({
      id: payout.id,
      kind: 'payout' as const,
      code: payout.code,
      amount: payout.amount,
      counterpartyName: payout.holder ?? '',
      counterpartyAccount: payout.number ?? '',
      settled: payout.state === 'settled',
    })),
    ...refunds.map((refund) => ({
      id: refund.id,
      kind: 'refund' as const,
      code: refund.code,
      amount: refund.amount,
      counterpartyName: refund.payeeName ?? '',
      counterpartyAccount: refund.payeeAccount ?? '',
      settled: refund.state === 'paid',
    })),
  ]
}

export type NamedOrder = {
  id: string
  number: string
  buyer: string
  enterpriseId: string
  code: string | null
  outstanding: bigint
  currency: string
}

/** What the ids of proposals are called: orders with what they still cost, and payers. */
export async function namesFor(db: Db, lines: readonly BoardLine[]) {
  const orderIds = lines.flatMap(({ proposal }) => [
    ...proposal.candidates,
    ...proposal.parts.map(({ orderId }) => orderId),
  ])
  const orders = await namedOrders(db)
    .where('orders.id', '=', sql<string>`any(${[...new Set(orderIds)]}::uuid[])`)
    .execute()
  const payers = await db
    .selectFrom('organizations')
    .select(['id', 'name'])
    .where(
      'id',
      '=',
      sql<string>`any(${lines.flatMap(({ proposal }) => proposal.enterpriseId ?? [])}::uuid[])`,
    )
    .execute()
  return { orders, payers }
}

const namedOrders = (db: Db) =>
  db
    .selectFrom('orders')
    .innerJoin('organizations', 'organizations.id', 'orders.enterpriseId')
    .select([
      'orders.id',
      'orders.number',
      'organizations.name as buyer',
      'orders.enterpriseId',
      'orders.paymentCode as code',
      sql<bigint>`total - canceled - received`.as('outstanding'),
      'orders.currency',
    ])

/** How much stands behind each tab of the board. */
export async function countBoard(db: Db) {
  const { rows } = await sql<{ open: number; waiting: number; aside: number; short: number }>`
    select (select count(*)::int from bank_lines where state = 'open') as open,
      (select count(*)::int from matches where state = 'proposed') as waiting,
      (select count(*)::int from bank_lines where state = 'set_aside') as aside,
      (select count(*)::int from short_dues) as short`.execute(db)
  return rows[0]!
}

/** A bank line whatever its state, with its statement and its matches, the newest first. */
export async function findBankLine(db: Db, lineId: string) {
  const line = await db
    .selectFrom('bankLines')
    .innerJoin('bankAccounts', 'bankAccounts.id', 'bankLines.accountId')
    .select(shownColumns)
    .where('bankLines.id', '=', lineId)
    .executeTakeFirst()
  if (!line) return undefined
  const matches = await matchesOf(db).where('matches.lineId', '=', lineId).execute()
  return { line, matches: await withParts(db, matches) }
}

const matchesOf = (db: Db) =>
  db
    .selectFrom('matches')
    .innerJoin('bankLines', 'bankLines.id', 'matches.lineId')
    .leftJoin('persons as preparer', 'preparer.id', 'matches.preparedBy')
    .leftJoin('persons as approver', 'approver.id', 'matches.approvedBy')
    .leftJoin('persons as undoer', 'undoer.id', 'matches.undoneBy')
    .selectAll('matches')
    .select([
      'preparer.name as preparer',
      'approver.name as approver',
      'undoer.name as undoer',
      'bankLines.bookedAt',
      'bankLines.direction',
      'bankLines.amount',
      'bankLines.currency',
      'bankLines.counterpartyName',
      'bankLines.remark',
    ])
    .orderBy('matches.id', 'desc')

async function withParts<M extends { id: string }>(db: Db, matches: readonly M[]) {
  const parts = await listMatchParts(
    db,
    matches.map(({ id }) => id),
  )
  return matches.map((match) => ({ ...match, parts: parts.filter(({ matchId }) => matchId === match.id) }))
}

export type ShownMatch = Awaited<ReturnType<typeof listMatches>>[number]

/** Matches in a state, the newest first: those that wait for a second person, or those that were booked. */
export async function listMatches(
  db: Db,
  states: readonly ('proposed' | 'confirmed' | 'undone')[],
  { after, limit = 100 }: { after?: string | undefined; limit?: number } = {},
) {
  const matches = await matchesOf(db)
    .where('matches.state', 'in', [...states])
    .$if(!!after, (query) => query.where('matches.id', '<', after!))
    .limit(limit)
    .execute()
  return withParts(db, matches)
}

/** What the parts of matches aim at, by the names a person knows. */
export function listMatchParts(db: Db, matchIds: readonly string[]) {
  if (matchIds.length === 0) return Promise.resolve([])
  return db
    .selectFrom('matchParts')
    .leftJoin('orders', 'orders.id', 'matchParts.orderId')
    .leftJoin('organizations', 'organizations.id', 'matchParts.unappliedOrgId')
    .leftJoin('payouts', 'payouts.id', 'matchParts.payoutId')
    .leftJoin('refunds', 'refunds.id', 'matchParts.refundId')
    .where('matchId', 'in', [...matchIds])
    .select([
      'matchParts.matchId',
      'matchParts.no',
      'matchParts.amount',
      'matchParts.orderId',
      'orders.number as orderNumber',
      'payouts.code as payoutCode',
      'refunds.code as refundCode',
      'matchParts.payoutId',
      'matchParts.refundId',
      'organizations.name as unappliedFor',
    ])
    .orderBy('matchId')
    .orderBy('no')
    .execute()
}

/** Orders of one enterprise that still cost something. */
export const listPayableOf = (db: Db, enterpriseId: string) =>
  namedOrders(db)
    .where('orders.enterpriseId', '=', enterpriseId)
    .where('orders.state', 'in', ['confirmed', 'funded', 'delivered', 'accepted'])
    .where(sql<boolean>`total - canceled > received`)
    .orderBy('orders.id')
    .execute()

/** Orders a line may be put on: by number, code or buyer. */
export function listPayableOrders(db: Db, search: string, limit = 20) {
  const words = `%${search.replaceAll(/[%_\\]/g, '\\$&')}%`
  return namedOrders(db)
    .where('orders.state', 'in', ['confirmed', 'funded', 'delivered', 'accepted'])
    .where(sql<boolean>`total - canceled > received`)
    .where((order) =>
      order.or([
        order('orders.number', 'ilike', words),
        order('orders.paymentCode', '=', search.replaceAll(/[\s-]/g, '').toUpperCase()),
        order('organizations.name', 'ilike', words),
      ]),
    )
    .orderBy('orders.id', 'desc')
    .limit(limit)
    .execute()
}

export type FoundBankLine = NonNullable<Awaited<ReturnType<typeof findBankLine>>>['line']
