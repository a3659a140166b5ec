import Stripe from 'stripe'
import { type Env, env } from '~/env.server'
import { kept } from '~/kernel/kept.server'
import { type CardMode, modeOf } from './mode'

/** The version that the installed SDK is made for; an answer of any other is not understood. */
export const apiVersion = '2026-10-28.endive'

/** The connection to Stripe, or to its double, and what a webhook of it must be signed with. */
export type StripeRail = {
  stripe: Stripe
  mode: CardMode
  /** Two while one replaces the other: either signs. */
  secrets: readonly string[]
  /** Whether vendors may be paid by transfer: a second rail that is off unless it is set (payments.md §6). */
  transfers: boolean
  /** Where the browser of whoever pays or is to be paid is sent back to. */
  origin: string
}

type Settings = Pick<
  Env,
  | 'STRIPE_SECRET_KEY'
  | 'STRIPE_WEBHOOK_SECRETS'
  | 'STRIPE_API_HOST'
  | 'STRIPE_API_PORT'
  | 'STRIPE_API_PROTOCOL'
  | 'STRIPE_TRANSFERS'
  | 'PUBLIC_ORIGIN'
>

/** The rail that the settings describe; null without a key: then only bank transfers are offered. */
export function railOf(settings: Settings): StripeRail | null {
  const key = settings.STRIPE_SECRET_KEY
  if (!key) return null
  return {
    stripe: new Stripe(key, {
      apiVersion,
      host: settings.STRIPE_API_HOST,
      port: settings.STRIPE_API_PORT,
      protocol: settings.STRIPE_API_PROTOCOL,
      maxNetworkRetries: 2,
      timeout: 20_000,
      telemetry: false,
    }),
    mode: modeOf(key),
    secrets: settings.STRIPE_WEBHOOK_SECRETS,
    transfers: settings.STRIPE_TRANSFERS,
    origin: settings.PUBLIC_ORIGIN,
  }
}

export const transfersOn = (): boolean => stripeRail()?.transfers ?? false

/** The rail of this process. */
export const stripeRail = (): StripeRail | null => kept('stripe', () => railOf(env))
