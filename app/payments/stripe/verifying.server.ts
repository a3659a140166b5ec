import type Stripe from 'stripe'
import type { StripeRail } from './rail.server'

/** Stripe's own tolerance, in seconds; the SDK checks it for the past alone. */
const tolerance = 300

/** The event of a webhook's raw text if one of the valid secrets signed it lately; null for everything else. */
export async function openEvent(
  { stripe, secrets }: StripeRail,
  payload: string,
  header: string | null,
  now: Date,
): Promise<Stripe.Event | null> {
  if (!header || !isTimely(header, now)) return null
  for (const secret of secrets) {
    const event = await stripe.webhooks
      .constructEventAsync(payload, header, secret, undefined, undefined, now.getTime())
      .catch(() => null)
    if (event) return event
  }
  return null
}

function isTimely(header: string, now: Date): boolean {
  const [, told] = /(?:^|,)t=(\d{1,12})(?:,|$)/.exec(header) ?? []
  return told !== undefined && Number(told) <= now.getTime() / 1000 + tolerance
}
