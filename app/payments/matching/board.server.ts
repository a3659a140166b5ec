import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type Books, type OpenLine, proposeMatches } from './proposing'

type Db = Kysely<Database>

export type BoardFilter = { direction?: 'C' | 'D'; search?: string; lineId?: string }

/** Bank lines that no person has dealt with, oldest first, each with what it most likely is. */
export async function listOpenLines(db: Db, { direction, search, lineId }: BoardFilter = {}, limit = 200) {
  const lines = await db
    .selectFrom('bankLines')
    .innerJoin('bankAccounts', 'bankAccounts.id', 'bankLines.accountId')
    .selectAll('bankLines')
    .select(['bankAccounts.number as accountNumber', 'bankAccounts.bank'])
    .where('bankLines.state', '=', 'open')
    .$if(!!direction, (query) => query.where('bankLines.direction', '=', direction!))
    .$if(!!lineId, (query) => query.where('bankLines.id', '=', lineId!))
    .$if(!!search, (query) =>
      query.where((line) =>
        line.or([
          line('counterpartyName', 'ilike', `%${search}%`),
          line('remark', 'ilike', `%${search}%`),
          line('serialNo', '=', search!),
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
      sql<bigint>`total - canceled - received`.as('outstanding'),
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
    orders: orders.map(({ id, paymentCode, enterpriseId, state, outstanding }) => ({
      id,
      code: paymentCode!,
      enterpriseId,
      outstanding: takesMoney(state) && outstanding > 0n ? outstanding : null,
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

/** Matches that wait for a second person, oldest first. */
export function listWaitingMatches(db: Db) {
  return db
    .selectFrom('matches')
    .innerJoin('bankLines', 'bankLines.id', 'matches.lineId')
    .leftJoin('persons', 'persons.id', 'matches.preparedBy')
    .where('matches.state', '=', 'proposed')
    .select([
      'matches.id',
      'matches.rule',
      'matches.edited',
      'matches.preparedBy',
      'matches.preparedAt',
      'matches.letterFileId',
      'persons.name as preparer',
      'bankLines.id as lineId',
      'bankLines.bookedAt',
      'bankLines.amount',
      'bankLines.currency',
      'bankLines.counterpartyName',
      'bankLines.remark',
    ])
    .orderBy('matches.id')
    .execute()
}

/** What the parts of matches aim at, by the names a person knows. */
export function listMatchParts(db: Db, matchIds: readonly string[]) {
  if (matchIds.length === 0) return Promise.resolve([])
  return db
    .selectFrom('matchParts')
    .leftJoin('orders', 'orders.id', 'matchParts.orderId')
    .leftJoin('organizations', 'organizations.id', 'matchParts.unappliedOrgId')
    .where('matchId', 'in', [...matchIds])
    .select([
      'matchParts.matchId',
      'matchParts.no',
      'matchParts.amount',
      'matchParts.orderId',
      'orders.number as orderNumber',
      'organizations.name as unappliedFor',
    ])
    .orderBy('matchId')
    .orderBy('no')
    .execute()
}

/** Orders a line may be put on: by number, code or buyer. */
export function listPayableOrders(db: Db, search: string, limit = 50) {
  return db
    .selectFrom('orders')
    .innerJoin('organizations', 'organizations.id', 'orders.enterpriseId')
    .where('orders.state', 'in', ['confirmed', 'funded', 'delivered', 'accepted'])
    .where(sql<boolean>`total - canceled > received`)
    .$if(search !== '', (query) =>
      query.where((order) =>
        order.or([
          order('orders.number', 'ilike', `%${search}%`),
          order('orders.paymentCode', '=', search.replaceAll(/[\s-]/g, '').toUpperCase()),
          order('organizations.name', 'ilike', `%${search}%`),
        ]),
      ),
    )
    .select([
      'orders.id',
      'orders.number',
      'orders.paymentCode',
      'orders.currency',
      'organizations.name as enterprise',
      'orders.enterpriseId',
      sql<bigint>`total - canceled - received`.as('outstanding'),
    ])
    .orderBy('orders.id', 'desc')
    .limit(limit)
    .execute()
}
