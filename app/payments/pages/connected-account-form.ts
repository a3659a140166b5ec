import { redirect, type LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { stripeRail } from '../stripe/rail.server'
import { continueOnboarding } from '../transfers/accounts.server'

export const handle = page({ access: 'payment.name_payee', title: 'payments.connected' })

/** Sends the vendor to the provider's form about it; back to its account where there is none to go to. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const address = await continueOnboarding(db, stripeRail(), actor.organizationId)
  return redirect(address ?? '/vendor/connected-account')
}
