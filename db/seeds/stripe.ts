import type Stripe from 'stripe'
import { takeIn } from '../../app/payments/stripe/events.server.ts'
import { apiVersion } from '../../app/payments/stripe/rail.server.ts'
import type { Timeline } from './timeline.ts'

export const seconds = (at: Date) => Math.floor(at.getTime() / 1000)

/** What Stripe would have told, through the same doors; nobody is asked over the network. */
export function stripeOf(story: Timeline) {
  /** Stripe's word: the object as it is, in an event that is kept as every other. */
  async function hear(type: string, object: { id: string }, effect: Parameters<typeof takeIn>[2], n = '') {
    await story.as(null)
    const event = {
      id: `evt_told_${object.id}_${type.replaceAll(/\W/g, '')}${n}`,
      type,
      created: seconds(story.moment()),
      livemode: false,
      api_version: apiVersion,
      data: { object },
    }
    await takeIn(story.db, event as unknown as Stripe.Event, effect)
  }

  /** How the balance moved; what came in is available two days later. */
  const movement = (id: string, type: string, source: string, amount: number, fee = 0) => ({
    id,
    type,
    source,
    amount,
    fee,
    net: amount - fee,
    currency: 'cny',
    created: seconds(story.moment()),
    available_on: seconds(story.moment()) + (type === 'charge' ? 2 * 86_400 : 0),
  })

  return { hear, movement }
}
