import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf, deadline } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { notifyAgencies } from '~/people/notify.server'
import { payeeAccountLifecycle } from '../lifecycle'
import { coolDown, whyNotCheckPayee } from './payee'
import { tellEveryContact } from './payee-notice.server'

type Tx = Kysely<Database>

export type PayeeValues = { bank: string; number: string; cnaps: string }

/**
 * A vendor names the account it wants to be paid to, in its own legal name; every contact of it is told. Refuses:
 * payee-waiting (one is being checked already).
 */
export async function proposePayee(tx: Tx, actor: Actor, values: PayeeValues) {
  const { name: holder } = await tx
    .selectFrom('organizations')
    .select('name')
    .where('id', '=', actor.organizationId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const waiting = await tx
    .selectFrom('payeeAccounts')
    .select('id')
    .where('vendorId', '=', actor.organizationId)
    .where('rail', '=', 'bank')
    .where('state', 'in', ['proposed', 'checked'])
    .executeTakeFirst()
  refuseIf(waiting ? 'payee-waiting' : null)
  const { id } = await tx
    .insertInto('payeeAccounts')
    .values({ ...values, holder, vendorId: actor.organizationId, proposedBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tellProposed(tx, { id, vendorId: actor.organizationId, holder })
  return id
}

type Wanted = { vendorId: string; askedBy: string }

/** The account that the provider has made for a vendor is a payee like any other: two officers check it. */
export async function proposeConnected(tx: Tx, { vendorId, askedBy }: Wanted, accountId: string) {
  const { name: holder } = await tx
    .selectFrom('organizations')
    .select('name')
    .where('id', '=', vendorId)
    .executeTakeFirstOrThrow()
  const { id } = await tx
    .insertInto('payeeAccounts')
    .values({
      vendorId,
      rail: 'stripe_transfer',
      holder,
      bank: 'Stripe',
      number: accountId,
      proposedBy: askedBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tellProposed(tx, { id, vendorId, holder })
}

async function tellProposed(
  tx: Tx,
  { id, vendorId, holder }: { id: string; vendorId: string; holder: string },
) {
  const event = await record(tx, 'payee.proposed', id, { payee: id }, { org: vendorId })
  await tellEveryContact(tx, { vendorId, event }, 'proposed')
  await notifyAgencies(tx, ['officer'], {
    kind: 'payee.to_check',
    href: '/office/payees',
    facts: { name: holder },
    event: null,
  })
}

/**
 * An officer has called the number known before and agrees; the second one, another person, makes the account count
 * from the end of the cool-down on. Refuses: already-moved, same-person, call-back-first.
 */
export async function checkPayee(tx: Tx, actor: Actor, payeeId: string, calledBack: boolean) {
  const payee = await lockPayee(tx, payeeId)
  refuseIf(whyNotCheckPayee(payee, actor.personId, calledBack))
  await record(tx, 'payee.checked', payeeId, { payee: payeeId }, { org: payee.vendorId })
  if (payee.state === 'proposed')
    await movePayee(tx, payeeId, 'check', {
      firstCheckedBy: actor.personId,
      calledBackAt: sql<Date>`clock_timestamp()`,
    })
  else await activate(tx, actor, payee)
}

async function activate(tx: Tx, actor: Actor, payee: { id: string; vendorId: string; rail: string }) {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(tx)
  const usableFrom = deadline(await loadCalendar(tx), dayOf(rows[0]!.now), coolDown, 'wd').dueAt
  await tx
    .updateTable('payeeAccounts')
    .set({ state: 'replaced' })
    .where('vendorId', '=', payee.vendorId)
    .where('rail', '=', payee.rail as 'bank')
    .where('state', '=', 'active')
    .execute()
  await movePayee(tx, payee.id, 'activate', { secondCheckedBy: actor.personId, usableFrom })
  const event = await record(tx, 'payee.activated', payee.id, { payee: payee.id }, { org: payee.vendorId })
  await tellEveryContact(tx, { vendorId: payee.vendorId, event }, 'activated')
}

/** Refuses: already-moved. */
export async function refusePayee(tx: Tx, payeeId: string, reason: string) {
  const payee = await lockPayee(tx, payeeId)
  await movePayee(tx, payeeId, 'refuse', { refusedReason: reason })
  const event = await record(tx, 'payee.refused', payeeId, { payee: payeeId }, { org: payee.vendorId })
  await tellEveryContact(tx, { vendorId: payee.vendorId, event }, 'refused')
}

async function movePayee(
  tx: Tx,
  payeeId: string,
  move: keyof typeof payeeAccountLifecycle.moves,
  changes: object,
) {
  const { from, to } = payeeAccountLifecycle.moves[move]
  const moved = await tx
    .updateTable('payeeAccounts')
    .set({ ...changes, state: to })
    .where('id', '=', payeeId)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  if (!moved) refuse('already-moved')
}

async function lockPayee(tx: Tx, payeeId: string) {
  const payee = await tx
    .selectFrom('payeeAccounts')
    .selectAll()
    .where('id', '=', payeeId)
    .forUpdate()
    .executeTakeFirst()
  return payee ?? refuse('already-moved')
}

/** A vendor's bank accounts, the newest first. */
export const listPayees = (db: Tx, vendorId: string) =>
  db
    .selectFrom('payeeAccounts')
    .selectAll()
    .where('vendorId', '=', vendorId)
    .where('rail', '=', 'bank')
    .orderBy('id', 'desc')
    .execute()

/** Accounts that wait for an officer, with whom to call. */
export const listPayeesToCheck = (db: Tx) =>
  db
    .selectFrom('payeeAccounts')
    .innerJoin('organizations', 'organizations.id', 'payeeAccounts.vendorId')
    .leftJoin('contacts', 'contacts.orgId', 'payeeAccounts.vendorId')
    .leftJoin('persons as proposer', 'proposer.id', 'payeeAccounts.proposedBy')
    .leftJoin('persons as checker', 'checker.id', 'payeeAccounts.firstCheckedBy')
    .leftJoin('payeeAccounts as before', (join) =>
      join
        .onRef('before.vendorId', '=', 'payeeAccounts.vendorId')
        .onRef('before.rail', '=', 'payeeAccounts.rail')
        .on('before.state', '=', 'active'),
    )
    .selectAll('payeeAccounts')
    .select([
      'organizations.name as vendor',
      'organizations.nameEn as vendorEn',
      'contacts.person',
      'contacts.phone',
      'proposer.name as proposer',
      'checker.name as checker',
      'before.bank as bankBefore',
      'before.number as numberBefore',
    ])
    .where('payeeAccounts.state', 'in', ['proposed', 'checked'])
    .orderBy('payeeAccounts.id')
    .execute()

export type PayeeToCheck = Awaited<ReturnType<typeof listPayeesToCheck>>[number]
