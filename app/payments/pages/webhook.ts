import type { ActionFunctionArgs } from '@remix-run/node'
import { railDoor } from '~/web/database.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { retried } from '~/web/with-form.server'
import { receiveEvent } from '../stripe/events.server'
import { stripeRail } from '../stripe/rail.server'
import { openEvent } from '../stripe/verifying.server'

export const handle = page({ access: 'signed', title: 'payments.webhook' })

/** Where Stripe tells what happened: signed raw text; 200 once it is kept with its effect, however often it comes. */
export async function action(args: ActionFunctionArgs) {
  const { request, requestId, now } = await enter(args, handle)
  const rail = stripeRail()
  if (!rail) return new Response(null, { status: 404 })
  const event = await openEvent(rail, await request.text(), request.headers.get('stripe-signature'), now)
  if (!event) return new Response(null, { status: 400 })
  await retried(() => receiveEvent(railDoor(requestId), rail, event))
  return new Response(null, { status: 200 })
}
