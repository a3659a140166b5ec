import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { ChargebackState } from '../lifecycle'
import type { BankPayoutView } from './seen-in-bank'

type Db = Kysely<Database>

export type ListedEvent = {
  id: string
  type: string
  created: Date
  receivedAt: Date
  handledAt: Date | null
  parked: string | null
  objectId: string | null
}

/** What Stripe has told, the latest first: all of it, or what waits for the office. */
export const listEvents = (db: Db, view: 'waiting' | 'all' = 'all', limit = 100): Promise<ListedEvent[]> =>
  db
    .selectFrom('stripeEvents')
    .select(['id', 'type', 'created', 'receivedAt', 'handledAt', 'parked', 'objectId'])
    .$if(view === 'waiting', (query) => query.where('handledAt', 'is', null))
    .orderBy('receivedAt', 'desc')
    .limit(limit)
    .execute()

/** Movements of Stripe's balance, the latest first, with the order that each belongs to. */
export const listTransactions = (db: Db, limit = 100) =>
  db
    .selectFrom('pspTransactions')
    .leftJoin('payments', 'payments.id', 'pspTransactions.paymentId')
    .leftJoin('orders', 'orders.id', 'payments.orderId')
    .select([
      'pspTransactions.id',
      'pspTransactions.type',
      'pspTransactions.amount',
      'pspTransactions.fee',
      'pspTransactions.net',
      'pspTransactions.currency',
      'pspTransactions.created',
      'pspTransactions.availableOn',
      'pspTransactions.freedAt',
      'payments.method',
      'payments.orderId',
      'orders.number',
    ])
    .orderBy('pspTransactions.created', 'desc')
    .limit(limit)
    .execute()

export type ListedTransaction = Awaited<ReturnType<typeof listTransactions>>[number]

/** What Stripe holds for the platform by our books, fen. */
export async function findHoldings(db: Db) {
  const { rows } = await sql<{
    pending: bigint
    available: bigint
    transit: bigint
    fees: bigint
    waiting: number
  }>`
    select coalesce(sum(balance) filter (where id = 'psp:pending:CNY'), 0)::bigint as pending,
      coalesce(sum(balance) filter (where id = 'psp:available:CNY'), 0)::bigint as available,
      coalesce(sum(balance) filter (where id = 'psp:transit:CNY'), 0)::bigint as transit,
      coalesce(sum(balance) filter (where id = 'pspfee'), 0)::bigint as fees,
      (select count(*)::int from stripe_events where handled_at is null) as waiting
    from ledger.accounts where id in ('psp:pending:CNY', 'psp:available:CNY', 'psp:transit:CNY', 'pspfee')`.execute(
    db,
  )
  return rows[0]!
}

/** What the provider pays to our own account, the latest first, with the line of the bank that shows it. */
export const listBankPayouts = (db: Db, view: BankPayoutView = 'all', limit = 200) =>
  db
    .selectFrom('pspPayouts')
    .leftJoin('bankLines', 'bankLines.id', 'pspPayouts.lineId')
    .leftJoin('bankAccounts', 'bankAccounts.id', 'bankLines.accountId')
    .select([
      'pspPayouts.id',
      'pspPayouts.amount',
      'pspPayouts.currency',
      'pspPayouts.state',
      'pspPayouts.failure',
      'pspPayouts.created',
      'pspPayouts.arrivesOn',
      'pspPayouts.lineId',
      'bankLines.bookedAt as seenAt',
      'bankLines.serialNo',
      'bankAccounts.bank',
      'bankAccounts.number as accountNumber',
    ])
    .$if(view === 'failed', (query) => query.where('pspPayouts.state', '=', 'failed'))
    .$if(view === 'seen', (query) => query.where('pspPayouts.lineId', 'is not', null))
    .$if(view === 'transit', (query) =>
      query.where('pspPayouts.lineId', 'is', null).where('pspPayouts.state', '<>', 'failed'),
    )
    .orderBy('pspPayouts.created', 'desc')
    .orderBy('pspPayouts.id')
    .limit(limit)
    .execute()

export type BankPayout = Awaited<ReturnType<typeof listBankPayouts>>[number]

/** How many such payouts wait for their line, and over how much, fen. */
export async function countBankPayouts(db: Db) {
  const { rows } = await sql<{ waiting: number; fen: bigint; failed: number }>`
    select count(*) filter (where line_id is null and state <> 'failed')::int as waiting,
      coalesce(sum(amount) filter (where line_id is null and state <> 'failed'), 0)::bigint as fen,
      count(*) filter (where state = 'failed')::int as failed
    from psp_payouts where currency = 'CNY'`.execute(db)
  return rows[0]!
}

const chargebacksSeen = (db: Db) =>
  db
    .selectFrom('chargebacks')
    .innerJoin('payments', 'payments.id', 'chargebacks.paymentId')
    .innerJoin('organizations as payer', 'payer.id', 'payments.enterpriseId')
    .leftJoin('orders', 'orders.id', 'chargebacks.orderId')
    .leftJoin('persons', 'persons.id', 'chargebacks.answeredBy')
    .selectAll('chargebacks')
    .select([
      'payer.name as payer',
      'payer.nameEn as payerEn',
      'orders.number',
      'persons.name as answerer',
      'payments.amount as paid',
      'payments.method',
      'payments.receivedAt',
    ])

/** Chargebacks, those that wait for an answer first, the nearest deadline on top. */
export const listChargebacks = (db: Db, limit = 200) =>
  chargebacksSeen(db)
    .orderBy(sql`chargebacks.state in ('warning', 'open') desc`)
    .orderBy(sql`chargebacks.answered_at is null desc`)
    .orderBy('chargebacks.dueAt')
    .orderBy('chargebacks.id', 'desc')
    .limit(limit)
    .execute()

export type ListedChargeback = Omit<Awaited<ReturnType<typeof listChargebacks>>[number], 'state'> & {
  state: ChargebackState
}

export const findChargeback = (db: Db, id: string) =>
  chargebacksSeen(db)
    .select(sql<Date>`clock_timestamp()`.as('now'))
    .where('chargebacks.id', '=', id)
    .executeTakeFirst()
