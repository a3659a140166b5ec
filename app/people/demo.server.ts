import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { cast, demoPassword } from '~db/seeds/cast'
import { env } from '~/env.server'
import type { MemberRole } from '~/kernel/role'
import type { OrganizationKind } from './actor'
import { currentSecret } from './factors.server'
import { totpCode } from './totp'

export type DemoAccount = {
  name: string
  mail: string
  organization: string
  organizationEn: string | null
  kind: OrganizationKind
  roles: MemberRole[]
  code: string | null
}

/** The sign-ins of the demo's cast with their present codes; null outside of demo mode, which runs on loopback only. */
export async function findDemoAccounts(door: Kysely<Database>, now: Date) {
  if (!env.DEMO) return null
  const shown = cast.filter((member) => member.shown).map((member) => member.mail)
  const people = await door
    .selectFrom('persons')
    .innerJoin('members', 'members.personId', 'persons.id')
    .innerJoin('organizations', 'organizations.id', 'members.orgId')
    .select([
      'persons.id',
      'persons.name',
      'persons.mail',
      'organizations.name as organization',
      'organizations.nameEn as organizationEn',
      'organizations.kind',
      'members.roles',
    ])
    .where('persons.mail', 'in', shown)
    .where('members.until', 'is', null)
    .execute()
  const accounts = await Promise.all(
    people.map(async ({ id, ...person }) => {
      const secret = await currentSecret(door, id)
      return {
        ...person,
        mail: person.mail!,
        roles: person.roles as MemberRole[],
        code: secret && totpCode(secret, now),
      } satisfies DemoAccount
    }),
  )
  return {
    password: demoPassword,
    accounts: accounts.toSorted((a, b) => shown.indexOf(a.mail) - shown.indexOf(b.mail)),
  }
}
