import { expect, test } from 'vitest'
import { people as en } from '~/texts/en/people'
import { people as zh } from '~/texts/zh/people'
import { cast, demoPassword } from '~db/seeds/cast'
import { aVisitor, type Manner, type Visitor } from '../support/browser'
import { codeOfMember } from '../support/codes'

const texts = { zh, en }
const mailOf = (key: string) => cast.find((person) => person.key === key)!.mail

async function signIn(visitor: Visitor, key: string) {
  const { signIn, factor } = texts[visitor.manner.locale]
  await visitor.open('/sign-in')
  await visitor.fill({ mail: mailOf(key), password: demoPassword })
  await visitor.press(signIn.submit, '/sign-in/factor')
  await visitor.fill({ code: codeOfMember(key) })
  await visitor.press(factor.submit, '/home')
}

test.each<[string, Manner]>([
  ['buyer', { locale: 'zh' }],
  ['officer', { locale: 'en' }],
  ['approver', { locale: 'en', javaScript: false }],
])('%s signs in with password and code (%o)', async (key, manner) => {
  const visitor = await aVisitor(manner)
  await signIn(visitor, key)
})

test('a wrong password and an unknown address get the same answer', async () => {
  const visitor = await aVisitor({ locale: 'en' })
  const answers: string[] = []
  for (const mail of [mailOf('buyer'), 'nobody@nowhere.example']) {
    await visitor.open('/sign-in')
    await visitor.fill({ mail, password: 'not the password' })
    await visitor.pressInVain(en.signIn.submit)
    answers.push(await visitor.page.getByRole('alert').first().innerText())
  }
  expect(answers[0]).toBe(answers[1])
})

test('a wrong code is refused beside its field, which gets the focus', async () => {
  const visitor = await aVisitor()
  await visitor.open('/sign-in')
  await visitor.fill({ mail: mailOf('yunfanRep'), password: demoPassword })
  await visitor.press(zh.signIn.submit, '/sign-in/factor')
  await visitor.fill({ code: '000000' })
  await visitor.pressInVain(zh.factor.submit)
  await visitor.focuses('code')
})

test('signing out everywhere ends the session of another device', async () => {
  const [here, there] = [await aVisitor(), await aVisitor()]
  for (const device of [here, there]) await signIn(device, 'assetManager')
  await here.open('/account/security')
  await here.press(zh.security.endAll, '/')
  await there.open('/home', { lands: /^\/sign-in/ })
})

test('what was typed before the page’s script arrived is posted, not lost', async () => {
  const visitor = await aVisitor()
  let arrive = () => {}
  const script = new Promise<void>((resolve) => (arrive = resolve))
  await visitor.page.route('**/assets/*.js', async (route) => {
    await script
    await route.continue()
  })
  await visitor.page.goto('/sign-in', { waitUntil: 'domcontentloaded' })
  await visitor.fill({ mail: mailOf('mediator'), password: demoPassword })
  arrive()
  await visitor.arrive('/sign-in')
  expect(await visitor.page.inputValue('[name=mail]')).toBe(mailOf('mediator'))
  await visitor.press(zh.signIn.submit, '/sign-in/factor')
})
