import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll } from 'vitest'
import { kept, letGo } from '~/kernel/kept.server'
import { action as webhook } from '~/payments/pages/webhook'
import { railOf, type StripeRail } from '~/payments/stripe/rail.server'
import { actingAs } from '~db/tenant'
import type { moneyOf } from './money'

type Connections = Parameters<typeof moneyOf>[0]
type Chaos = import('../stripe/delivery').Chaos

const secrets = ['whsec_double_new', 'whsec_double_old'] as const

/** The double in a process of its own, its webhooks going to the page as they would, and the switches of it. */
export async function stripeOf({ app }: Connections) {
  const failures: unknown[] = []
  const listener = createServer(async (request, response) => {
    const signature = request.headers['stripe-signature'] as string
    const status = await post(await text(request), signature).then(
      (answer) => answer.status,
      (error: unknown) => {
        failures.push(error)
        return 500
      },
    )
    response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const webhookUrl = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/webhooks/stripe`
  const child = fork('test/stripe/serve.ts', [], {
    execArgv: [],
    env: {
      ...process.env,
      NODE_ENV: 'test',
      STRIPE_DOUBLE_SECRET: secrets[0],
      STRIPE_DOUBLE_WEBHOOK: webhookUrl,
    },
  })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  const settings = {
    STRIPE_SECRET_KEY: 'sk_test_double_tests',
    STRIPE_WEBHOOK_SECRETS: [...secrets],
    STRIPE_API_HOST: '127.0.0.1',
    STRIPE_API_PORT: port,
    STRIPE_API_PROTOCOL: 'http' as const,
    STRIPE_TRANSFERS: true,
    PUBLIC_ORIGIN: 'http://localhost:3000',
  }
  const rail: StripeRail = railOf(settings)!
  letGo('stripe')
  kept('stripe', () => rail)
  afterAll(async () => {
    letGo('stripe')
    await end(child)
    listener.closeAllConnections()
    listener.close()
  })

  const control = async (name: string, wish: object = {}) => {
    const answer = await fetch(`http://127.0.0.1:${port}/_double/${name}`, {
      method: 'POST',
      body: JSON.stringify(wish),
    })
    const said = await answer.json()
    if (!answer.ok) throw new Error(said.error.message)
    return said
  }

  return {
    rail,
    /** What the page threw, which answers 500. */
    failures,
    settings,
    secrets,
    webhookUrl,
    /** The rail's own identity: what a webhook may see and move. */
    railDb: actingAs(app.pool, {
      organizationId: null,
      personId: null,
      roles: ['rail'],
      actorKind: 'clock',
      requestId: null,
    }),
    control,
    chaos: (wish: Chaos) => control('chaos', wish),
    /** Everything that the double had to tell was told. */
    idle: () => control('idle') as Promise<{ id: string; type: string; status: number | null }[]>,
    log: () =>
      control('log') as Promise<{ verb: string; path: string; status: number; key: string | null }[]>,
    deaf: () => control('webhook', { url: null }),
    hear: () => control('webhook', { url: webhookUrl }),
  }
}

/** A webhook as it comes to the page. */
export async function post(payload: string, header: string | null): Promise<Response> {
  const request = new Request('http://localhost:3000/webhooks/stripe', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(header && { 'stripe-signature': header }) },
    body: payload,
  })
  return webhook({ request, params: {}, context: { requestId: 'webhook' } } as never) as Promise<Response>
}

async function end(child: ChildProcess) {
  child.kill('SIGTERM')
  await once(child, 'exit')
}
