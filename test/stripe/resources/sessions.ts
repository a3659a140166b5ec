import { invalid } from '../errors.ts'
import type { Thing, World } from '../world.ts'

const longest = 24 * 3600
const shortest = 30 * 60
const largest = 99_999_999
const smallest = 400
const known = ['card', 'alipay', 'wechat_pay']

/** Refuses what Stripe refuses of a session, beyond the shape that the SDK's types give. */
export function createSession(
  world: World,
  params: Record<string, any>,
  pageOf: (id: string) => string,
): Thing {
  const { mode, line_items: lines = [], customer, expires_at: expires = world.now() + longest } = params
  if (mode !== 'payment') throw invalid('The double takes payments only.', { param: 'mode' })
  if (lines.length === 0) throw invalid('Missing required param: line_items.', { param: 'line_items' })
  if (!params.success_url) throw invalid('Missing required param: success_url.', { param: 'success_url' })
  if (customer) world.find('customer', customer)
  const left = expires - world.now()
  if (left < shortest || left > longest)
    throw invalid('expires_at must be between 30 minutes and 24 hours from now.', { param: 'expires_at' })
  const amount = lines.reduce(
    (sum: number, { quantity = 1, price_data: price }: any) => sum + quantity * (price?.unit_amount ?? 0),
    0,
  )
  const currency = lines[0].price_data?.currency
  if (amount < smallest) throw invalid('The amount is too small.', { code: 'amount_too_small' })
  if (amount > largest) throw invalid('The amount is too large.', { code: 'amount_too_large' })
  const methods = (params.allowed_payment_method_types ?? known).filter((one: string) => known.includes(one))
  if (methods.includes('wechat_pay') && params.payment_method_options?.wechat_pay?.client !== 'web')
    throw invalid('Missing required param: payment_method_options[wechat_pay][client].', {
      code: 'parameter_missing',
      param: 'payment_method_options[wechat_pay][client]',
    })
  const session = world.add('checkout.sessions.create', 'cs_test', {
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    amount_subtotal: amount,
    amount_total: amount,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    currency,
    customer: customer ?? null,
    expires_at: expires,
    locale: params.locale ?? null,
    metadata: params.metadata ?? {},
    mode,
    payment_method_types: methods,
    payment_status: 'unpaid',
    status: 'open',
    success_url: params.success_url,
    ui_mode: params.ui_mode ?? 'hosted_page',
  })
  session.url = pageOf(session.id)
  // Open answers may hold more than the SDK knows: what the intent will be made of is kept here.
  session.double_intent = params.payment_intent_data ?? {}
  return session
}

export function expireSession(world: World, id: string): Thing {
  const session = world.find('checkout.session', id)
  if (session.status !== 'open')
    throw invalid(`Only open sessions can be expired; this one is ${session.status}.`)
  Object.assign(session, { status: 'expired', url: null })
  world.emit('checkout.session.expired', session)
  return session
}

/** Sessions whose time is over, each told once. */
export function expireOverdue(world: World) {
  for (const session of world.all('checkout.session'))
    if (session.status === 'open' && session.expires_at <= world.now()) expireSession(world, session.id)
}
