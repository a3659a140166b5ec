import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import type { Locale } from '~/kernel/locale'
import type { MemberRole } from '~/kernel/role'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is, nobody, type OrganizationKind } from './actor'
import type { OrganizationValues, RegisterValues } from './form'
import { organizationLifecycle, type OrganizationMove } from './lifecycle'
import { commonPasswords } from './common-passwords.server'
import { hashPassword } from './password.server'
import { whyNotPassword } from './password'
import { founderRoles, whyNotRoles } from './roles'
import { freshToken, hashOf } from './session.server'

type Tx = Kysely<Database>

export async function freshId(tx: Tx) {
  const { rows } = await sql<{ id: string }>`select uuidv7() as id`.execute(tx)
  return rows[0]!.id
}

/**
 * A newcomer registers an organization and becomes its first member. Runs under the door's identity.
 * Refuses: uscc-taken, mail-taken, password-*.
 */
export async function registerOrganization(tx: Tx, values: RegisterValues, locale: Locale) {
  refuseIf(whyNotPassword(values.password, [values.name, 'Muster', '集正'], commonPasswords), {
    field: 'password',
  })
  const orgId = await addOrClaim(tx, values)
  await tx
    .insertInto('contacts')
    .values({ orgId, person: values.person, mail: values.mail, phone: values.phone ?? null })
    .execute()
  const personId = await addPerson(tx, {
    name: values.person,
    mail: values.mail,
    phone: values.phone ?? null,
    locale,
    state: 'active',
  })
  await tx
    .insertInto('members')
    .values({ personId, orgId, roles: [...founderRoles[values.kind]] })
    .execute()
  await setPassword(tx, personId, values.password)
  await record(tx, 'organization.submitted', orgId, { kind: values.kind }, { org: orgId })
  await record(tx, 'member.added', orgId, { person: personId }, { org: orgId })
  return { orgId, personId }
}

// What the business register named and nobody stands for yet waits for its first person; what the register says stays.
async function addOrClaim(tx: Tx, values: RegisterValues): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into organizations (kind, name, uscc, state, district, sector, ownership, scale)
    values (${values.kind}, ${values.name}, ${values.uscc}, 'submitted', ${values.district}, ${values.sector ?? null}, ${values.ownership ?? null},
            ${values.scale ?? null})
    on conflict (uscc) do update set state = 'submitted', sector = coalesce(organizations.sector, excluded.sector),
      ownership = coalesce(organizations.ownership, excluded.ownership), scale = coalesce(organizations.scale, excluded.scale)
      where organizations.state = 'unverified' and organizations.kind = excluded.kind
        and not exists (select from members m where m.org_id = organizations.id)
    returning id`.execute(tx)
  return rows[0]?.id ?? refuse('uscc-taken', { field: 'uscc' })
}

type NewPerson = {
  name: string
  mail: string | null
  phone?: string | null
  locale: Locale
  state: 'listed' | 'invited' | 'active'
}

/** Refuses mail-taken. An SQL function adds the row, for it becomes visible only with its membership. */
export async function addPerson(tx: Tx, { name, mail, phone = null, locale, state }: NewPerson) {
  const { rows } = await sql<{
    id: string | null
  }>`select add_person(${name}, ${mail}, ${phone}, ${locale}, ${state}) as id`.execute(tx)
  return rows[0]!.id ?? refuse('mail-taken', { field: 'mail' })
}

async function setPassword(tx: Tx, personId: string, password: string) {
  const hash = await hashPassword(password)
  await tx
    .insertInto('passwords')
    .values({ personId, hash })
    .onConflict((conflict) =>
      conflict.column('personId').doUpdateSet({ hash, changedAt: sql<Date>`clock_timestamp()` }),
    )
    .execute()
}

/** Corrects one's organization's data. What an officer verified (name, code) stays. */
export async function describeOrganization(tx: Tx, actor: Actor, values: OrganizationValues) {
  const { person, mail, phone, address, bank, bankAccount, ...own } = values
  const contact = {
    person: person ?? null,
    mail: mail ?? null,
    phone: phone ?? null,
    address: address ?? null,
    bank: bank ?? null,
    bankAccount: bankAccount ?? null,
  }
  await tx
    .updateTable('organizations')
    .set({
      ...own,
      nameEn: own.nameEn ?? null,
      sector: own.sector ?? null,
      ownership: own.ownership ?? null,
      scale: own.scale ?? null,
    })
    .where('id', '=', actor.organizationId)
    .execute()
  await tx
    .insertInto('contacts')
    .values({ orgId: actor.organizationId, ...contact })
    .onConflict((conflict) => conflict.column('orgId').doUpdateSet(contact))
    .execute()
  await record(tx, 'organization.described', actor.organizationId)
}

/** One conditional update; the second of two officers is refused. Refuses not-your-move, already-moved, reason-missing. */
export async function moveOrganization(
  tx: Tx,
  actor: Actor,
  orgId: string,
  move: Exclude<OrganizationMove, 'merge'>,
  reason: string | null,
  now: Date,
) {
  const { from, to, by } = organizationLifecycle.moves[move]
  refuseIf(is(actor, ...by) ? null : 'not-your-move')
  refuseIf((move === 'return' || move === 'suspend') && !reason ? 'reason-missing' : null, {
    field: 'reason',
  })
  const moved = await tx
    .updateTable('organizations')
    .set({
      state: to,
      returnedReason: move === 'return' || move === 'suspend' ? reason : null,
      ...(to === 'verified' && { verifiedAt: now }),
    })
    .where('id', '=', orgId)
    .where('state', 'in', from)
    .$if(move === 'submit', (query) => query.where('id', '=', actor.organizationId))
    .returning('id')
    .executeTakeFirst()
  refuseIf(moved ? null : 'already-moved')
  await record(tx, `organization.${pastTense[move]}`, orgId, {}, { org: orgId })
}

const pastTense: Record<Exclude<OrganizationMove, 'merge'>, string> = {
  submit: 'submitted',
  return: 'returned',
  verify: 'verified',
  suspend: 'suspended',
  resume: 'resumed',
}

type Link = {
  purpose: 'invitation' | 'reset' | 'office'
  personId?: string | null
  orgId?: string | null
  hours: number
}

/** A link that works once; only its hash is kept. */
export async function makeLink(tx: Tx, { purpose, personId = null, orgId = null, hours }: Link) {
  const token = freshToken()
  await tx
    .insertInto('oneTimeLinks')
    .values({
      hash: hashOf(token),
      purpose,
      personId,
      orgId,
      endsAt: sql<Date>`clock_timestamp() + make_interval(mins => ${Math.round(hours * 60)}::int)`,
    })
    .execute()
  return token
}

/** Uses a link up: of two posts one wins. Refuses link-over. Runs under the door's identity. */
export async function takeLink(tx: Tx, token: string, purpose: Link['purpose']) {
  const link = await tx
    .updateTable('oneTimeLinks')
    .set({ usedAt: sql<Date>`clock_timestamp()` })
    .where('hash', '=', hashOf(token))
    .where('purpose', '=', purpose)
    .where('usedAt', 'is', null)
    .where('endsAt', '>', sql<Date>`clock_timestamp()`)
    .returning(['personId', 'orgId'])
    .executeTakeFirst()
  return link ?? refuse('link-over')
}

/** An invited person chooses a password, or one who forgot it a new one; every session of theirs ends. */
export async function acceptLink(tx: Tx, token: string, purpose: 'invitation' | 'reset', password: string) {
  const { personId, orgId } = await takeLink(tx, token, purpose)
  if (!personId) return refuse('link-over')
  refuseIf(whyNotPassword(password, ['Muster', '集正'], commonPasswords), { field: 'password' })
  await setPassword(tx, personId, password)
  await tx.deleteFrom('sessions').where('personId', '=', personId).execute()
  await tx
    .updateTable('persons')
    .set({ state: 'active' })
    .where('id', '=', personId)
    .where('state', 'in', ['listed', 'invited'])
    .execute()
  await record(
    tx,
    purpose === 'reset' ? 'person.password_reset' : 'person.joined',
    personId,
    {},
    { org: orgId },
  )
  return { personId, orgId }
}

/** Refuses wrong-password, password-*. */
export async function changePassword(tx: Tx, actor: Actor, password: string) {
  refuseIf(whyNotPassword(password, ['Muster', '集正'], commonPasswords), { field: 'password' })
  await setPassword(tx, actor.personId, password)
  await tx
    .deleteFrom('sessions')
    .where('personId', '=', actor.personId)
    .where(sql`encode(id_hash, 'hex')`, '<>', actor.sessionId ?? '')
    .execute()
  await record(tx, 'person.password_changed', actor.personId)
}

/** Roles and department of a colleague; a changed role signs them out (trigger). Refuses last-administrator, no-role. */
export async function changeRoles(
  tx: Tx,
  actor: Actor,
  personId: string,
  roles: readonly string[],
  department: string | null,
) {
  refuseIf(whyNotRoles(actor.kind as OrganizationKind, roles), { field: 'roles' })
  await keepAdministrator(tx, actor, personId, roles)
  const changed = await tx
    .updateTable('members')
    .set({ roles: [...roles], department })
    .where('personId', '=', personId)
    .where('orgId', '=', actor.organizationId)
    .where('until', 'is', null)
    .returning('personId')
    .executeTakeFirst()
  refuseIf(changed ? null : 'already-moved')
  await record(tx, 'member.changed', actor.organizationId, { person: personId })
}

/** Refuses last-administrator. Sessions end in the same transaction (trigger). */
export async function removeMember(tx: Tx, actor: Actor, personId: string, now: Date) {
  await keepAdministrator(tx, actor, personId, [])
  const removed = await tx
    .updateTable('members')
    .set({ until: now })
    .where('personId', '=', personId)
    .where('orgId', '=', actor.organizationId)
    .where('until', 'is', null)
    .returning('personId')
    .executeTakeFirst()
  refuseIf(removed ? null : 'already-moved')
  await record(tx, 'member.removed', actor.organizationId, { person: personId })
}

const administers: readonly MemberRole[] = ['approver', 'vendor', 'officer', 'leader', 'registrar']

async function keepAdministrator(tx: Tx, actor: Actor, personId: string, roles: readonly string[]) {
  if (roles.some((role) => (administers as readonly string[]).includes(role))) return
  const others = await tx
    .selectFrom('members')
    .select('personId')
    .where('orgId', '=', actor.organizationId)
    .where('until', 'is', null)
    .where('personId', '<>', personId)
    .where(sql<boolean>`roles && ${sql.val([...administers])}::text[]`)
    .forUpdate()
    .execute()
  refuseIf(others.length === 0 ? 'last-administrator' : null)
}

/** The first officer sets up the office of the joint conference on an empty market. */
export async function setUpOffice(
  tx: Tx,
  token: string,
  values: { name: string; uscc: string; district: string; person: string; mail: string; password: string },
  locale: Locale,
) {
  await takeLink(tx, token, 'office')
  refuseIf(whyNotPassword(values.password, [values.name, 'Muster', '集正'], commonPasswords), {
    field: 'password',
  })
  const orgId = await freshId(tx)
  await tx
    .insertInto('organizations')
    .values({
      id: orgId,
      kind: 'agency',
      name: values.name,
      uscc: values.uscc,
      district: values.district,
      state: 'verified',
      verifiedAt: sql<Date>`clock_timestamp()`,
    })
    .execute()
  const personId = await addPerson(tx, { name: values.person, mail: values.mail, locale, state: 'active' })
  await tx
    .insertInto('members')
    .values({ personId, orgId, roles: ['officer', 'opener'] })
    .execute()
  await setPassword(tx, personId, values.password)
  await record(tx, 'organization.verified', orgId, { kind: 'agency' }, { org: orgId })
  return { orgId, personId }
}

export async function chooseLocale(tx: Tx, actor: Actor, locale: Locale) {
  if (actor.personId !== nobody)
    await tx.updateTable('persons').set({ locale }).where('id', '=', actor.personId).execute()
}
