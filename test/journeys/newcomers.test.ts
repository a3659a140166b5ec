import { test } from 'vitest'
import type { Manner } from '../support/browser'
import { invite, type Newcomer, register, verify } from '../support/newcomers'
import { words } from '../support/words'

const roles = { enterprise: 'buyer', vendor: 'vendor', mediation_body: 'mediator' }

test.each<Newcomer & Manner>([
  { kind: 'vendor', name: 'Lantern Software', code: 'MAJRNY02', locale: 'en' },
  { kind: 'mediation_body', name: '海曲河湾调解中心', code: 'MAJRNY03', locale: 'zh', javaScript: false },
])('$kind: registered, verified, a colleague invited ($locale)', async ({ kind, name, code, ...manner }) => {
  const founder = await register({ kind, name, code }, manner)
  await verify(name, manner)
  await founder.open('/organization')
  await founder.sees(words[manner.locale!].people.organization.sentence.verified)
  await invite(founder, { kind, name, code }, roles[kind])
})
