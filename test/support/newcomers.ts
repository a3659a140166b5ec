import { expect } from 'vitest'
import { usccOf } from '~/people/uscc'
import { aMember, aVisitor, db, type Manner, type Visitor } from './browser'
import { codeOf } from './codes'
import { words } from './words'

const password = 'three calm herons'

export type Newcomer = {
  kind: 'enterprise' | 'vendor' | 'mediation_body'
  name: string
  /** Eight symbols of the organization code. */
  code: string
}

/** Registers an organization: a wrong code is refused beside its field first; the factor is set up on the way. */
export async function register({ kind, name, code }: Newcomer, manner: Manner) {
  const newcomer = await aVisitor(manner)
  const { register, factor, organization, security } = words[newcomer.manner.locale].people
  await newcomer.open(`/register?kind=${kind}`)
  await newcomer.fill({ name, person: '林一', mail: `lin@${code}.example`, password, agreed: true })
  await newcomer.fill({ uscc: '911234', district: '370202' })
  await newcomer.pressInVain(register.submit)
  await newcomer.focuses('uscc')
  await newcomer.fill({ uscc: usccOf({ district: '370200', organization: code }), password })
  await newcomer.press(register.submit, '/account/factor')
  await setUpFactor(newcomer)
  await newcomer.press(factor.codesDone, '/organization')
  await newcomer.sees(organization.sentence.submitted)
  return newcomer

  async function setUpFactor(person: Visitor) {
    await person.press(security.factorAdd, '/account/factor')
    const secret = (await person.main().locator('code').first().innerText()).replaceAll(' ', '')
    person.secret = secret
    await person.fill({ code: codeOf(secret) })
    await person.press(factor.confirm, '/account/factor')
    await person.sees(factor.codes)
  }
}

/** An officer finds it in the list and verifies it. */
export async function verify(name: string, manner: Manner) {
  const officer = await aMember('officer', manner)
  const { id } = await db
    .selectFrom('organizations')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  await officer.open(`/office/organizations?q=${encodeURIComponent(name)}`)
  await officer.press(name, `/office/organizations/${id}`)
  await officer.press(
    words[officer.manner.locale].people.desk.verify,
    `/office/organizations/${id}?done=verified`,
  )
  return id
}

/** Invites a colleague, who comes by the link of the mail. */
export async function invite(inviter: Visitor, { code }: Newcomer, role: string) {
  const { members, invitation } = words[inviter.manner.locale].people
  const mail = `chen@${code}.example`.toLowerCase()
  await inviter.open('/organization/members/new')
  await inviter.fill({ name: '陈二', mail, roles: [role] })
  await inviter.press(members.sendInvite, '/organization/members?done=invited')
  const colleague = await aVisitor(inviter.manner)
  await colleague.open(await linkMailedTo(mail))
  await colleague.fill({ password: 'seven quiet lanterns' })
  await colleague.press(invitation.submit, /^\/(home|account\/factor)/)
  return colleague
}

async function linkMailedTo(mail: string) {
  const { body } = await db
    .selectFrom('mails')
    .select('body')
    .where('address', '=', mail)
    .executeTakeFirstOrThrow()
  const link = /https?:\/\/\S+/.exec(body)?.[0]
  expect(link).toBeDefined()
  return new URL(link!).pathname
}
