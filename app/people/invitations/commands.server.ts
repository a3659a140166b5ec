import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import type { Locale } from '~/kernel/locale'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor, OrganizationKind } from '../actor'
import { addPerson, makeLink } from '../commands.server'
import { mailInvitation, mailJoining } from '../letters.server'
import { notifyPerson } from '../notify.server'
import { whyNotRoles } from '../roles'
import { type Known, whyNotJoin } from './inviting'
import { listOwnOrganizations } from '../queries.server'
import { listOwnInvitations } from './queries.server'

type Tx = Kysely<Database>
type Invitation = {
  name: string
  mail: string
  department?: string | null | undefined
  roles: readonly string[]
}
type Person = Known & { id: string; state: string; locale: Locale }

/**
 * A newcomer is added and mailed a link of seven days with which they set their password; whoever has an account is
 * asked, and answers under it. Refuses no-role, role-of-other-kind, mail-taken, already-colleague, acts-elsewhere, already-invited.
 */
export async function inviteColleague(tx: Tx, actor: Actor, values: Invitation) {
  refuseIf(whyNotRoles(actor.kind as OrganizationKind, values.roles), { field: 'roles' })
  const { rows } = await sql<Person>`select * from person_of_mail(${values.mail})`.execute(tx)
  return rows[0] ? askPerson(tx, actor, rows[0], values) : addNewcomer(tx, actor, values)
}

async function addNewcomer(tx: Tx, actor: Actor, { name, mail, department = null, roles }: Invitation) {
  const { organizationId: orgId, locale } = actor
  const personId = await addPerson(tx, { name, mail, locale, state: 'invited' })
  await tx
    .insertInto('members')
    .values({ personId, orgId, roles: [...roles], department })
    .execute()
  const event = await record(tx, 'member.added', orgId, { person: personId })
  const token = await makeLink(tx, { purpose: 'invitation', personId, orgId, hours: 7 * 24 })
  await mailInvitation(tx, { event, personId, address: mail, locale, orgId, token })
}

async function askPerson(tx: Tx, actor: Actor, person: Person, values: Invitation) {
  const { name, mail, department = null, roles } = values
  const { organizationId: orgId } = actor
  refuseIf(person.state === 'active' ? null : 'mail-taken', { field: 'mail' })
  refuseIf(whyNotJoin(actor.kind as OrganizationKind, person), { field: 'mail' })
  // Of two invitations at once the second one sees the first.
  await tx.selectFrom('organizations').select('id').where('id', '=', orgId).forUpdate().execute()
  const open = await tx
    .selectFrom('memberInvitations')
    .select('id')
    .where('orgId', '=', orgId)
    .where('personId', '=', person.id)
    .where('outcome', 'is', null)
    .where('endsAt', '>', sql<Date>`clock_timestamp()`)
    .executeTakeFirst()
  refuseIf(open ? 'already-invited' : null, { field: 'mail' })
  await tx
    .insertInto('memberInvitations')
    .values({
      orgId,
      personId: person.id,
      name,
      mail,
      department,
      roles: [...roles],
      invitedBy: actor.personId,
    })
    .execute()
  const event = await record(tx, 'member.invited', orgId, { person: person.id })
  const organization = await mailJoining(tx, {
    event,
    personId: person.id,
    address: mail,
    locale: person.locale,
    orgId,
  })
  const notice = { kind: 'member.invited', facts: { organization }, href: '/account', event }
  await notifyPerson(tx, person.id, notice)
}

/** The invited person joins; answers the organization. Refuses invitation-over, acts-elsewhere. */
export async function acceptInvitation(tx: Tx, actor: Actor, id: string) {
  const its = (await listOwnInvitations(tx)).find((one) => one.id === id) ?? refuse('invitation-over')
  const { rows } = await sql<{ orgId: string | null }>`select join_organization(${id}) as org_id`.execute(tx)
  const orgId = rows[0]!.orgId ?? refuse('invitation-over')
  const others = (await listOwnOrganizations(tx)).filter((own) => own.id !== orgId)
  refuseIf(whyNotJoin(its.kind, { present: false, kinds: others.map(({ kind }) => kind) }))
  await record(tx, 'member.added', orgId, { person: actor.personId }, { org: orgId })
  return orgId
}

/** The invited person does not want to, or the organization takes it back. Refuses already-moved. */
export async function endInvitation(tx: Tx, actor: Actor, id: string, outcome: 'declined' | 'taken_back') {
  const ended = await tx
    .updateTable('memberInvitations')
    .set({ outcome, endedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', id)
    .where(
      outcome === 'declined' ? 'personId' : 'orgId',
      '=',
      outcome === 'declined' ? actor.personId : actor.organizationId,
    )
    .where('outcome', 'is', null)
    .returning(['orgId', 'personId'])
    .executeTakeFirst()
  const { orgId, personId } = ended ?? refuse('already-moved')
  if (outcome === 'declined') await record(tx, 'member.declined', orgId, { person: personId }, { org: orgId })
  else await record(tx, 'member.uninvited', orgId, { person: personId })
}
