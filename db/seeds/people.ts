import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { boundTo, seal } from '../../app/kernel/envelope.server.ts'
import { newestKey } from '../../app/kernel/keys.server.ts'
import { hashPassword } from '../../app/people/password.server.ts'
import { totpSecret } from '../../app/people/totp.ts'
import { usccOf as codeOf } from '../../app/people/uscc.ts'
import type { Database } from '../schema.ts'
import { agencies, coverage } from './cast/agencies.ts'
import { districts, sectors } from './cast/places.ts'
import { demoPassword, organizations } from './cast.ts'

/** A uuid (version 8) that is the same in every seeded market, so that tests and links can name it. */
export function idOf(...names: string[]): string {
  const hex = createHash('sha256')
    .update(['muster-seed', ...names].join('/'))
    .digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const orgId = (key: string) => idOf('organization', key)
export const personId = (key: string) => idOf('person', key)
export const usccOfOrganization = (code: string, kind = '91') =>
  codeOf({ kind, district: '370200', organization: code })

/** The code of an organization of the cast by its key. */
export function usccOf(key: string) {
  const { code, kind } = organizations.find((organization) => organization.key === key)!
  return usccOfOrganization(code, kind === 'agency' ? '11' : kind === 'mediation_body' ? '53' : '91')
}

/** The demo's second factors: known secrets, so that the sign-in page can show the codes. */
export const secretOf = (key: string) =>
  totpSecret(createHash('sha256').update(`muster-demo-factor/${key}`).digest().subarray(0, 20))

/** Districts, sectors, organizations, their people with password and second factor, and who answers for whom. */
export async function seedPeople(db: Kysely<Database>, now: Date) {
  await db
    .insertInto('districts')
    .values(districts.map(([code, nameZh, nameEn]) => ({ code, nameZh, nameEn })))
    .execute()
  await db
    .insertInto('sectors')
    .values(sectors.map(([code, nameZh, nameEn]) => ({ code, nameZh, nameEn })))
    .execute()
  await seedOrganizations(db, now)
  await seedPersons(db, now)
  await db
    .insertInto('agencies')
    .values(coverage.map(({ agency, ...row }) => ({ orgId: orgId(agency), ...row })))
    .execute()
  await seedAppointments(db, now)
}

async function seedOrganizations(db: Kysely<Database>, now: Date) {
  const since = new Date(now.getTime() - 400 * 86_400_000)
  await db
    .insertInto('organizations')
    .values(
      organizations.map(({ key, code: __, people: _, state = 'verified', kind, ...facts }) => ({
        id: orgId(key),
        kind,
        state,
        ...facts,
        uscc: usccOf(key),
        registration: kind === 'enterprise' ? ('active' as const) : ('unknown' as const),
        verifiedAt: state === 'verified' ? since : null,
        returnedReason: state === 'unverified' ? '上传的登记信息与信用代码不一致，请核对后重新提交。' : null,
        createdAt: since,
      })),
    )
    .execute()
  await db
    .insertInto('contacts')
    .values(
      organizations.map(({ key, people }, index) => ({
        orgId: orgId(key),
        person: people[0]?.name ?? null,
        mail: people[0]?.mail ?? null,
        phone: `0532-8${String(1000000 + index * 137)}`,
        address: `海曲市示例路 ${index + 1} 号`,
        bank: '海曲城市商业银行营业部',
        bankAccount: `6230${String(100000000000 + index * 7919)}`,
        website: null,
      })),
    )
    .execute()
}

async function seedPersons(db: Kysely<Database>, now: Date) {
  const hash = await hashPassword(demoPassword)
  const everyone = organizations.flatMap(({ key: organization, people }) =>
    people.map((person) => ({ organization, ...person })),
  )
  const since = new Date(now.getTime() - 390 * 86_400_000)
  await db
    .insertInto('persons')
    .values(
      everyone.map(({ key, name, mail, locale }) => ({
        id: personId(key),
        name,
        mail,
        locale: locale ?? 'zh',
        state: 'active' as const,
      })),
    )
    .execute()
  await db
    .insertInto('members')
    .values(
      everyone.map(({ key, organization, roles, department }) => ({
        personId: personId(key),
        orgId: orgId(organization),
        roles: [...roles],
        department: department ?? null,
        since,
      })),
    )
    .execute()
  await db
    .insertInto('passwords')
    .values(everyone.map(({ key }) => ({ personId: personId(key), hash })))
    .execute()
  await db
    .insertInto('factors')
    .values(
      everyone.map(({ key }) => {
        const id = idOf('factor', key)
        const { body, wrappedKey } = seal(secretOf(key), boundTo('factors', id, personId(key)), newestKey())
        return {
          id,
          personId: personId(key),
          kind: 'totp' as const,
          secretCt: body,
          wrappedKey,
          confirmedAt: now,
        }
      }),
    )
    .execute()
}

async function seedAppointments(db: Kysely<Database>, now: Date) {
  const day = now.toISOString().slice(0, 10)
  const before = new Date(now.getTime() - 10 * 86_400_000).toISOString().slice(0, 10)
  await db
    .insertInto('appointments')
    .values(
      agencies.flatMap(({ key, people }) =>
        (['leader', 'liaison'] as const).map((duty) => {
          const named = people.find(({ roles }) => roles.includes(duty))
          return {
            orgId: orgId(key),
            duty,
            personId: named ? personId(named.key) : null,
            // Two units are late to name their leader.
            dueOn: key === 'finance' || key === 'banking' ? before : day,
            since: named ? day : null,
          }
        }),
      ),
    )
    .execute()
}
