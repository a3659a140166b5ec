import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Locale } from '~/kernel/locale'
import type { MemberRole } from '~/kernel/role'
import { queueMail } from '~/people/mail.server'

type Letter = { subject: string; body: string }
type To = { orgIds: readonly string[]; roles: readonly MemberRole[]; event: string }

/** A mail to everyone of these organizations who holds one of the roles, in the language of each. */
export async function mailMembers(tx: Kysely<Database>, to: To, write: (locale: Locale) => Letter) {
  if (to.orgIds.length === 0) return
  const people = await tx
    .selectFrom('members')
    .innerJoin('persons', 'persons.id', 'members.personId')
    .select(['persons.id', 'persons.mail', 'persons.locale', 'members.orgId'])
    .where('members.orgId', 'in', to.orgIds)
    .where('members.until', 'is', null)
    .where('persons.state', '=', 'active')
    .where('persons.mail', 'is not', null)
    .where(sql<boolean>`members.roles && ${sql.val([...to.roles])}::text[]`)
    .execute()
  for (const { id, mail, locale, orgId } of people)
    await queueMail(tx, {
      event: to.event,
      personId: id,
      orgId,
      address: mail!,
      locale: locale as Locale,
      ...write(locale as Locale),
    })
}
