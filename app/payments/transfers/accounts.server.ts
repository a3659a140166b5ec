import { type Kysely, sql } from 'kysely'
import Stripe from 'stripe'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { uuidForm } from '~/kernel/fields'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import { proposeConnected } from '../payouts/payee.server'
import type { StripeRail } from '../stripe/rail.server'
import { tellUnlessAway } from '../stripe/refunds.server'
import type { Parked } from '../stripe/seeing.server'
import type { Capability } from './capability'

type Db = Kysely<Database>
/** An account, and when Stripe was asked: nothing is promised of the order in which answers are taken in. */
type Told = { account: Stripe.V2.Core.Account; at: Date }

const shown: Stripe.V2.Core.AccountRetrieveParams.Include[] = [
  'configuration.recipient',
  'defaults',
  'requirements',
]
const page = '/vendor/connected-account'

/**
 * A vendor wants to be paid by transfer, to an account of its own at the provider in this country, where that rail is
 * on; asked again it is the same one. Refuses: transfers-off, mail-missing.
 */
export async function intendAccount(tx: Db, actor: Actor, { country }: { country: string }, on: boolean) {
  refuseIf(on ? null : 'transfers-off')
  const email = await findEmail(tx, actor.personId)
  const added = await tx
    .insertInto('connectedAccounts')
    .values({ vendorId: actor.organizationId, country, email, askedBy: actor.personId })
    .onConflict((conflict) => conflict.column('vendorId').doNothing())
    .returning('vendorId')
    .executeTakeFirst()
  if (added) await record(tx, 'payee.connecting', actor.organizationId, { country })
}

async function findEmail(tx: Db, personId: string) {
  const person = await tx.selectFrom('persons').select('mail').where('id', '=', personId).executeTakeFirst()
  return person?.mail ?? refuse('mail-missing')
}

/**
 * Makes the account at Stripe where there is none yet, outside of any transaction and once by its key, and answers the
 * address at which Stripe asks the vendor who it is; null when Stripe cannot be reached.
 */
export async function continueOnboarding(
  db: Db,
  rail: StripeRail | null,
  vendorId: string,
): Promise<string | null> {
  if (!rail?.transfers) return null
  try {
    const accountId = await openAccount(db, rail, vendorId)
    if (!accountId) return null
    const link = await rail.stripe.v2.core.accountLinks.create({
      account: accountId,
      use_case: {
        type: 'account_onboarding',
        account_onboarding: {
          collection_options: { fields: 'eventually_due' },
          refresh_url: `${rail.origin}${page}`,
          return_url: `${rail.origin}${page}?done=account-told`,
        },
      },
    })
    return link.url
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return null
    throw error
  }
}

/** Asks Stripe for the account that a vendor wanted; one that stands is kept. Answers its id. */
async function openAccount(db: Db, rail: StripeRail, vendorId: string): Promise<string | null> {
  const wanted = await db
    .selectFrom('connectedAccounts')
    .select(['accountId', 'country', 'email'])
    .where('vendorId', '=', vendorId)
    .executeTakeFirst()
  if (!wanted || wanted.accountId) return wanted?.accountId ?? null
  const at = new Date()
  const account = await rail.stripe.v2.core.accounts.create(
    {
      contact_email: wanted.email,
      dashboard: 'express',
      identity: { country: wanted.country.toLowerCase() as 'hk', entity_type: 'company' },
      configuration: {
        recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
      },
      defaults: {
        currency: 'cny',
        responsibilities: { fees_collector: 'application', losses_collector: 'application' },
      },
      metadata: { org_id: vendorId },
      include: shown,
    },
    { idempotencyKey: `org_${vendorId}:account` },
  )
  await db.transaction().execute((tx) => seeAccount(tx, { account, at }))
  return account.id
}

/** An account with what it may receive, in which currency, and what Stripe still demands. */
export async function readAccount({ stripe }: Pick<StripeRail, 'stripe'>, id: string): Promise<Told> {
  const at = new Date()
  return { account: await stripe.v2.core.accounts.retrieve(id, { include: shown }), at }
}

/** Takes an account as it is at Stripe now; the first time it becomes a payee that two officers check. */
export async function seeAccount(tx: Db, { account, at }: Told): Promise<Parked | null> {
  const vendorId = account.metadata?.org_id ?? ''
  const known = uuidForm.test(vendorId)
    ? await tx
        .selectFrom('connectedAccounts')
        .selectAll()
        .where('vendorId', '=', vendorId)
        .forUpdate()
        .executeTakeFirst()
    : undefined
  if (!known || (known.accountId !== null && known.accountId !== account.id)) return 'account-unknown'
  if (known.toldAt && known.toldAt >= at) return null
  const capability = capabilityOf(account)
  await tx
    .updateTable('connectedAccounts')
    .set({
      accountId: account.id,
      capability,
      currency: account.defaults?.currency?.toUpperCase() ?? null,
      due: dueOf(account),
      seenAt: sql<Date>`clock_timestamp()`,
      toldAt: at,
      ...(capability !== known.capability && { changedAt: sql<Date>`clock_timestamp()` }),
    })
    .where('vendorId', '=', vendorId)
    .execute()
  if (known.accountId === null) await proposeConnected(tx, known, account.id)
  if (capability !== known.capability) await tellChange(tx, vendorId, capability)
  return null
}

const known = ['pending', 'active', 'restricted', 'unsupported'] as const

/** Types are open: what nobody knows yet cannot receive. */
function capabilityOf({ configuration }: Told['account']): Capability {
  const told: string | undefined =
    configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers?.status
  return known.find((state) => state === told) ?? 'pending'
}

/** What Stripe still asks the vendor for, in its own words. */
const dueOf = ({ requirements }: Told['account']) =>
  (requirements?.entries ?? []).map(({ description }) => description).slice(0, 20)

async function tellChange(tx: Db, vendorId: string, capability: Capability) {
  const event = await record(tx, 'payee.capability_changed', vendorId, { capability }, { org: vendorId })
  await notifyMembers(tx, vendorId, ['vendor', 'signatory'], {
    kind: `payee.account_${capability}`,
    href: page,
    event,
  })
  if (capability !== 'restricted' && capability !== 'unsupported') return
  const { name } = await tx
    .selectFrom('organizations')
    .select('name')
    .where('id', '=', vendorId)
    .executeTakeFirstOrThrow()
  await notifyAgencies(tx, ['officer'], {
    kind: 'payee.account_lost',
    href: '/office/payees',
    facts: { name },
    event,
  })
}

type Waiting = { vendorId: string; accountId: string | null }

/** Accounts that nobody has heard of: one without an answer is asked for again by its key, one not yet active looked at. */
export async function driveAccounts(db: Db, rail: StripeRail) {
  const { rows } = await sql<Waiting>`
    update connected_accounts set seen_at = clock_timestamp() where vendor_id in (
      select vendor_id from connected_accounts where capability <> 'active'
        and coalesce(seen_at, asked_at) < clock_timestamp() - case when account_id is null then interval '1 minute' else interval '1 hour' end
      order by coalesce(seen_at, asked_at) limit 20 for update skip locked)
    returning vendor_id, account_id`.execute(db)
  for (const waiting of rows) await driveAccount(db, rail, waiting).catch(tellUnlessAway)
}

async function driveAccount(db: Db, rail: StripeRail, { vendorId, accountId }: Waiting) {
  if (accountId === null) return void (await openAccount(db, rail, vendorId))
  const account = await readAccount(rail, accountId)
  await db.transaction().execute((tx) => seeAccount(tx, account))
}

/** A vendor's account at the provider, if it has asked for one. */
export const findConnected = (db: Db, vendorId: string) =>
  db
    .selectFrom('connectedAccounts')
    .leftJoin('payeeAccounts as payee', (join) =>
      join
        .onRef('payee.vendorId', '=', 'connectedAccounts.vendorId')
        .on('payee.rail', '=', 'stripe_transfer')
        .on('payee.state', 'in', ['proposed', 'checked', 'active']),
    )
    .selectAll('connectedAccounts')
    .select(['payee.state as payeeState', 'payee.usableFrom'])
    .where('connectedAccounts.vendorId', '=', vendorId)
    .executeTakeFirst()

/** All vendors' accounts, those that cannot receive first. */
export const listConnected = (db: Db) =>
  db
    .selectFrom('connectedAccounts')
    .innerJoin('organizations as vendor', 'vendor.id', 'connectedAccounts.vendorId')
    .leftJoin('payeeAccounts as payee', (join) =>
      join
        .onRef('payee.vendorId', '=', 'connectedAccounts.vendorId')
        .on('payee.rail', '=', 'stripe_transfer')
        .on('payee.state', 'in', ['proposed', 'checked', 'active']),
    )
    .selectAll('connectedAccounts')
    .select([
      'vendor.name as vendor',
      'vendor.nameEn as vendorEn',
      'payee.state as payeeState',
      'payee.usableFrom',
    ])
    .orderBy(sql`connected_accounts.capability = 'active'`)
    .orderBy('connectedAccounts.askedAt', 'desc')
    .execute()

export type Connected = Awaited<ReturnType<typeof listConnected>>[number]
