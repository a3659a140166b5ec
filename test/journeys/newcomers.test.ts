import { expect, test } from 'vitest'
import { usccOf } from '~/people/uscc'
import { people as en } from '~/texts/en/people'
import { people as zh } from '~/texts/zh/people'
import { aMember, aVisitor, db, type Manner } from '../support/browser'
import { codeOf } from '../support/codes'

const texts = { zh, en }
const password = 'three calm herons'

type Newcomer = Manner & { kind: 'enterprise' | 'vendor' | 'mediation_body'; name: string; code: string }

test.each<Newcomer>([
  { kind: 'enterprise', name: '海曲新帆船舶有限公司', code: 'MAJRNY01', locale: 'zh' },
  { kind: 'vendor', name: 'Lantern Software', code: 'MAJRNY02', locale: 'en' },
  { kind: 'mediation_body', name: '海曲河湾调解中心', code: 'MAJRNY03', locale: 'zh', javaScript: false },
])('$kind: registered, verified, a colleague invited ($locale)', async ({ kind, name, code, ...manner }) => {
  const { register, factor, members, invitation, desk, organization } = texts[manner.locale!]
  const newcomer = await aVisitor(manner)
  await newcomer.open(`/register?kind=${kind}`)
  await newcomer.fill({ name, person: '林一', mail: `lin@${code}.example`, password, agreed: true })
  await newcomer.fill({ uscc: '911234', district: '370202' })
  await newcomer.pressInVain(register.submit)
  await newcomer.focuses('uscc')
  await newcomer.fill({ uscc: usccOf({ district: '370200', organization: code }), password })
  await newcomer.press(register.submit, '/account/factor')

  await newcomer.press(texts[manner.locale!].security.factorAdd, '/account/factor')
  const secret = (await newcomer.main().locator('code').first().innerText()).replaceAll(' ', '')
  await newcomer.fill({ code: codeOf(secret) })
  await newcomer.press(factor.confirm, '/account/factor')
  await newcomer.sees(factor.codes)
  await newcomer.press(factor.codesDone, '/organization')
  await newcomer.sees(organization.sentence.submitted)

  const officer = await aMember('officer', manner)
  const { id } = await db
    .selectFrom('organizations')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  await officer.open(`/office/organizations?q=${encodeURIComponent(name)}`)
  await officer.press(name, `/office/organizations/${id}`)
  await officer.press(desk.verify, `/office/organizations/${id}?done=verified`)

  await newcomer.open('/organization')
  await newcomer.sees(organization.sentence.verified)
  await newcomer.open('/organization/members/new')
  const role = { enterprise: 'buyer', vendor: 'vendor', mediation_body: 'mediator' }[kind]
  await newcomer.fill({ name: '陈二', mail: `chen@${code}.example`, roles: [role] })
  await newcomer.press(members.sendInvite, '/organization/members?done=invited')

  const colleague = await aVisitor(manner)
  await colleague.open(await linkMailedTo(`chen@${code}.example`))
  await colleague.fill({ password: 'seven quiet lanterns' })
  await colleague.press(invitation.submit, /^\/(home|account\/factor)/)
})

async function linkMailedTo(mail: string) {
  const { body } = await db
    .selectFrom('mails')
    .select('body')
    .where('address', '=', mail.toLowerCase())
    .executeTakeFirstOrThrow()
  const link = /https?:\/\/\S+/.exec(body)?.[0]
  expect(link).toBeDefined()
  return new URL(link!).pathname
}
