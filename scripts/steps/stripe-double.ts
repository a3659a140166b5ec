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
  })
  return {
    /** Lets the double know the payments that the demo's story has told, so that they can be dealt with. */
    async adopt(db: Kysely<Database>) {
      for (const told of await listTold(db))
        await fetch(`http://127.0.0.1:${port}/_double/adopt`, { method: 'POST', body: JSON.stringify(told) })
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
    .leftJoin('chargebacks', 'chargebacks.paymentId', 'payments.id')
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
      'chargebacks.dueAt',
    ])
    .where('attempt.intentId', 'like', 'pi\\_told%')
    .execute()
  return rows.map(({ disputeId, dueAt, amount, refunded, ...told }) => ({
    ...told,
    amount: Number(amount),
    refunded: Number(refunded),
    dispute: disputeId && {
      id: disputeId,
      amount: Number(amount),
      dueBy: Math.floor((dueAt ?? new Date()).getTime() / 1000),
    },
  }))
}
