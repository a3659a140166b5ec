import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { project } from './project.js'

const patience = 60_000

/**
 * Lets a demo without a key of its own pay by card: starts the test double as a process beside it and names it in the
 * environment of all that starts after. Null where a key is set or the double cannot be had.
 */
export async function startStripeDouble() {
  const file = join(project, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  const { STRIPE_SECRET_KEY, PORT = '3000', HOST = '127.0.0.1', DATA_DIR = '.data' } = process.env
  if (STRIPE_SECRET_KEY) return null
  const secret = `whsec_double_${randomBytes(16).toString('hex')}`
  const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST
  const child = fork(join(project, 'test/stripe/serve.ts'), [], {
    cwd: project,
    execArgv: [],
    env: {
      ...process.env,
      DEMO: '1',
      STRIPE_DOUBLE_SECRET: secret,
      STRIPE_DOUBLE_WEBHOOK: `http://${host.includes(':') ? `[${host}]` : host}:${PORT}/webhooks/stripe`,
      STRIPE_DOUBLE_STATE: resolve(DATA_DIR, 'stripe-double.json'),
    },
  })
  const port = await Promise.race([
    once(child, 'message').then(([said]) => (said as { port: number }).port),
    once(child, 'exit').then(() => null),
    new Promise<null>((late) => setTimeout(late, patience, null).unref()),
  ])
  if (port === null) {
    console.error('The Stripe double did not start: this demo offers bank transfer only.')
    child.kill('SIGKILL')
    return null
  }
  Object.assign(process.env, {
    STRIPE_SECRET_KEY: `sk_test_double_${randomBytes(12).toString('hex')}`,
    STRIPE_WEBHOOK_SECRETS: secret,
    STRIPE_API_HOST: '127.0.0.1',
    STRIPE_API_PORT: String(port),
    STRIPE_API_PROTOCOL: 'http',
    STRIPE_TRANSFERS: '1',
  })
  return {
    /** Lets the double know what the demo's story has told of it, so that it can be dealt with and the books agree. */
    async adopt(db: Kysely<Database>) {
      const tell = (name: string, told: unknown) =>
        fetch(`http://127.0.0.1:${port}/_double/${name}`, { method: 'POST', body: JSON.stringify(told) })
      await tell('adopt-books', await readBooks(db))
      for (const told of await listTold(db)) await tell('adopt', told)
    },
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function listTold(db: Kysely<Database>) {
  const rows = await db
    .selectFrom('checkoutAttempts as attempt')
    .innerJoin('payments', 'payments.externalId', 'attempt.intentId')
    .leftJoin('chargebacks', (join) =>
      join
        .onRef('chargebacks.paymentId', '=', 'payments.id')
        .on('chargebacks.state', 'in', ['warning', 'open']),
    )
    .select([
      'attempt.sessionId as session',
      'attempt.intentId as intent',
      'attempt.chargeId as charge',
      'attempt.orderId as order',
      'attempt.n as attempt',
      'attempt.method',
      'payments.amount',
      'payments.refunding as refunded',
      'chargebacks.disputeId',
      'chargebacks.amount as disputed',
      'chargebacks.dueAt',
    ])
    .where('attempt.intentId', 'like', 'pi\\_told%')
    .execute()
  return rows.map(({ disputeId, disputed, dueAt, amount, refunded, ...told }) => ({
    ...told,
    amount: Number(amount),
    refunded: Number(refunded),
    dispute: disputeId && {
      id: disputeId,
      amount: Number(disputed),
      dueBy: Math.floor((dueAt ?? new Date()).getTime() / 1000),
    },
  }))
}

const toldOnly = '%\\_told%'

/** How the balance moved, the accounts that are paid to, and what was transferred there, as the story tells it. */
async function readBooks(db: Kysely<Database>) {
  const movements = await db
    .selectFrom('pspTransactions')
    .select(['id', 'type', 'source', 'amount', 'fee', 'created', 'availableOn', 'freedAt'])
    .where('id', 'like', toldOnly)
    .execute()
  const accounts = await db
    .selectFrom('connectedAccounts')
    .select(['accountId as id', 'vendorId as vendor', 'country', 'capability as status'])
    .where('accountId', 'like', toldOnly)
    .execute()
  const transfers = await db
    .selectFrom('payouts')
    .innerJoin('payoutParts', 'payoutParts.payoutId', 'payouts.id')
    .innerJoin('payments', 'payments.id', 'payoutParts.paymentId')
    .innerJoin('checkoutAttempts', 'checkoutAttempts.intentId', 'payments.externalId')
    .innerJoin('payeeAccounts', 'payeeAccounts.id', 'payouts.payeeAccountId')
    .select([
      'payouts.externalId as id',
      'payouts.id as payout',
      'payouts.amount',
      'payoutParts.orderId as order',
      'checkoutAttempts.chargeId as charge',
      'payeeAccounts.number as destination',
    ])
    .where('payouts.externalId', 'like', toldOnly)
    .execute()
  const reversals = await db
    .selectFrom('transferReversals')
    .select(['payoutId', 'externalId as id', 'amount'])
    .where('externalId', 'like', toldOnly)
    .execute()
  const at = (moment: Date | null) => Math.floor((moment ?? new Date()).getTime() / 1000)
  return {
    movements: movements.map(({ amount, fee, created, availableOn, freedAt, ...rest }) => ({
      ...rest,
      amount: Number(amount),
      fee: Number(fee),
      created: at(created),
      usableOn: at(availableOn),
      usable: freedAt !== null,
    })),
    accounts,
    transfers: transfers.map((transfer) => ({
      ...transfer,
      amount: Number(transfer.amount),
      reversed: reversals
        .filter(({ payoutId }) => payoutId === transfer.payout)
        .map(({ id, amount }) => ({ id, amount: Number(amount) })),
    })),
  }
}
