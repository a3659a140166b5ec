import { setTimeout as pause } from 'node:timers/promises'
import Stripe from 'stripe'
import type { Thing } from './world.ts'

/** What goes wrong between Stripe and whoever listens; each counts for the events from now on. */
export type Chaos = {
  duplicate?: boolean
  reorder?: boolean
  /** true: every event; a type: only such */
  drop?: boolean | string
  delayMs?: number
  concurrent?: boolean
  badSignature?: boolean
  oldTimestamp?: boolean
}
type Sent = { id: string; type: string; status: number | null }

const waits = [500, 1_500, 5_000, 15_000, 60_000]
const tolerance = 300

/** Posts signed events to the address that listens, and tries again what was not taken. */
export function createDelivery({
  url,
  secret,
  now,
}: {
  url: string | null
  secret: string
  now: () => number
}) {
  const { webhooks } = new Stripe('sk_test_double_delivery')
  const sent: Sent[] = []
  let chaos: Chaos = {}
  let line: Promise<unknown> = Promise.resolve()
  let aim = url

  async function post(event: Thing, tries = 0): Promise<void> {
    if (!aim) return
    const payload = JSON.stringify(event, (_, value) => (value === undefined ? null : value))
    const timestamp = now() - (chaos.oldTimestamp ? tolerance + 1 : 0)
    const signedBy = chaos.badSignature ? `${secret}x` : secret
    const header = webhooks.generateTestHeaderString({ payload, secret: signedBy, timestamp })
    const status = await fetch(aim, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': header },
      body: payload,
    }).then(
      (answer) => answer.status,
      () => null,
    )
    sent.push({ id: event.id, type: event.type, status })
    if ((status === null || status >= 500) && tries < waits.length) {
      void pause(waits[tries], undefined, { ref: false }).then(() => post(event, tries + 1))
      return
    }
    event.pending_webhooks = 0
  }

  const isDropped = ({ type }: Thing) => chaos.drop === true || chaos.drop === type

  /** Takes events into the line; what is dropped never comes, though the list of events has it. */
  function deliver(events: Thing[]) {
    const kept = events.filter((event) => !isDropped(event))
    const twice = chaos.duplicate ? kept.flatMap((event) => [event, event]) : kept
    const ordered = chaos.reorder ? twice.toReversed() : twice
    const { concurrent, delayMs } = chaos
    line = line.then(async () => {
      if (delayMs) await pause(delayMs)
      if (concurrent) await Promise.all(ordered.map((event) => post(event)))
      else for (const event of ordered) await post(event)
    })
  }

  return {
    deliver,
    set(wish: Chaos) {
      chaos = wish
    },
    /** Where events go from now on. */
    aimAt(address: string | null) {
      aim = address
    },
    /** Until everything that is in the line was posted once. */
    async idle() {
      await line
      return sent
    },
  }
}
