import { blank, blankAt } from '../operations.ts'
import { invalid } from '../errors.ts'
import type { Thing, World } from '../world.ts'

export type Standing = 'pending' | 'active' | 'restricted' | 'unsupported'

const iso = (world: World) => new Date(world.now() * 1000).toISOString()
const demanded = ['identity.business_details.registered_name', 'identity.individual.given_name']

/** An account of somebody whom the platform pays: it can receive once it has said who it is. */
export function createAccount(world: World, params: Record<string, any>): Thing {
  const account = world.add('v2.core.accounts.create', 'acct', {
    applied_configurations: Object.keys(params.configuration ?? {}),
    contact_email: params.contact_email,
    created: iso(world),
    dashboard: params.dashboard,
    defaults: {
      currency: params.defaults?.currency,
      responsibilities: { ...params.defaults?.responsibilities, requirements_collector: 'stripe' },
    },
    identity: { country: params.identity?.country, entity_type: params.identity?.entity_type },
    livemode: false,
    metadata: params.metadata ?? {},
  })
  // Open answers may hold more than the SDK knows: what has arrived on the account is kept here.
  account.double_balance = 0
  standAs(account, 'restricted')
  return account
}

/** What an account may receive, and what is still demanded of it. */
export function standAs(account: Thing, status: Standing) {
  const open = status === 'restricted' ? demanded : []
  account.configuration = {
    recipient: {
      applied: true,
      capabilities: {
        stripe_balance: {
          stripe_transfers: {
            status,
            status_details: open.length
              ? [{ code: 'requirements_past_due', resolution: 'provide_info' }]
              : [],
          },
        },
      },
    },
  }
  account.requirements = {
    entries: open.map((description) => ({
      ...blankAt('v2.core.accounts.retrieve', 'requirements', 'entries', '*'),
      awaiting_action_from: 'user',
      description,
      errors: [],
      requested_reasons: [],
    })),
  }
}

/** Stripe, or whoever fills in its form, has decided what the account may receive. */
export function answerAccount(world: World, id: string, status: Standing): Thing {
  const account = world.find('v2.core.account', id)
  standAs(account, status)
  const able = status === 'active'
  world.emit('account.updated', {
    ...blank('accounts.retrieve'),
    id,
    object: 'account',
    capabilities: { transfers: able ? 'active' : 'inactive' },
    details_submitted: able,
    payouts_enabled: able,
    metadata: account.metadata,
  } as unknown as Thing)
  return account
}

/** The address of the form in which Stripe asks the vendor who it is, for a few minutes. */
export function createLink(world: World, params: Record<string, any>, pageOf: (id: string) => string) {
  const account = world.find('v2.core.account', params.account)
  const use = params.use_case.account_onboarding
  if (params.use_case.type !== 'account_onboarding' || !use)
    throw invalid('The double onboards only.', { param: 'use_case[type]' })
  account.double_return = use.return_url ?? use.refresh_url
  return {
    object: 'v2.core.account_link',
    account: account.id,
    created: iso(world),
    expires_at: new Date((world.now() + 300) * 1000).toISOString(),
    livemode: false,
    url: pageOf(account.id),
    use_case: params.use_case,
  }
}
