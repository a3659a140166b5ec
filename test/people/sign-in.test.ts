import { beforeEach, expect, test } from 'vitest'
import { demoPassword } from '~db/seeds/cast'
import { personId, secretOf } from '~db/seeds/people'
import * as factorPage from '~/people/pages/sign-in-factor'
import * as home from '~/program/pages/home'
import * as registerPage from '~/people/pages/register'
import * as securityPage from '~/people/pages/security'
import * as signInPage from '~/people/pages/sign-in'
import * as signOutPage from '~/people/pages/sign-out'
import { usccOf } from '~/people/uscc'
import { totpCode } from '~/people/totp'
import { aMarket } from '../support/database'
import { servePages, visit } from '../support/pages'

const { app, worker } = await aMarket()
servePages(app.pool)

beforeEach(async () => {
  await worker.db.deleteFrom('rateBuckets').execute()
  await worker.db.updateTable('factors').set({ lastStep: null }).execute()
})

const signIn = (mail: string, password = demoPassword) =>
  visit(signInPage.action as never, { path: '/sign-in', form: { mail, password, next: '/home' } })

async function cookieAfter(outcome: { cookie: string | null }) {
  expect(outcome.cookie).toBeTruthy()
  return outcome.cookie!.split(';')[0]!
}

test('a wrong password and an unknown account get the same answer', async () => {
  const [wrong, unknown] = [
    await signIn('lin@jinghe.example', 'not the password'),
    await signIn('nobody@nowhere.example', 'not the password'),
  ]
  expect(wrong.status).toBe(422)
  expect(wrong.data).toMatchObject({ refusal: { code: 'wrong-sign-in' } })
  expect(unknown.data).toMatchObject({ refusal: { code: 'wrong-sign-in' } })
})

test('what was typed comes back, the password does not', async () => {
  const { data } = await signIn('lin@jinghe.example', 'not the password')
  expect(data).toMatchObject({ values: { mail: 'lin@jinghe.example' } })
  expect(JSON.stringify(data)).not.toContain('not the password')
})

test('the eleventh try within a quarter of an hour is refused, whatever the password', async () => {
  for (let n = 0; n < 10; n += 1) await signIn('chen@jinghe.example', 'not the password')
  expect((await signIn('chen@jinghe.example')).data).toMatchObject({ refusal: { code: 'too-many-tries' } })
})

test('password, then the code of the second factor; the code works once and the session gets a new id', async () => {
  const first = await signIn('zhou@culture.example')
  expect(first).toMatchObject({ status: 302, location: expect.stringMatching(/^\/sign-in\/factor/) })
  const cookie = await cookieAfter(first)
  expect(await visit(home.loader as never, { path: '/home', cookie })).toMatchObject({
    status: 302,
    location: expect.stringMatching(/^\/sign-in\/factor/),
  })

  const code = totpCode(secretOf('officer'), new Date())
  const second = await visit(factorPage.action as never, {
    path: '/sign-in/factor',
    cookie,
    form: { code, next: '/home' },
  })
  expect(second).toMatchObject({ status: 302, location: '/home' })
  const proven = await cookieAfter(second)
  expect(proven).not.toBe(cookie)
  expect(await visit(home.loader as never, { path: '/home', cookie: proven })).toMatchObject({ status: 200 })
  expect(await visit(home.loader as never, { path: '/home', cookie })).toMatchObject({
    status: 302,
    location: expect.stringMatching(/^\/sign-in\?/),
  })

  const again = await signIn('zhou@culture.example')
  const replay = await visit(factorPage.action as never, {
    path: '/sign-in/factor',
    cookie: await cookieAfter(again),
    form: { code, next: '/home' },
  })
  expect(replay.data).toMatchObject({ refusal: { code: 'wrong-code' } })
})

test('a new password needs the old one', async () => {
  const cookie = await cookieAfter(await signIn('chen@jinghe.example'))
  const change = (current: string) =>
    visit(securityPage.action as never, {
      path: '/account/security',
      cookie,
      form: { move: 'password', current, password: 'another long enough sentence' },
    })
  expect(await change('not the password')).toMatchObject({
    data: { refusal: { code: 'wrong-password', field: 'current' } },
  })
  expect(await change(demoPassword)).toMatchObject({ status: 302 })
})

test('after signing out the cookie opens nothing', async () => {
  const cookie = await cookieAfter(await signIn('lin@jinghe.example'))
  await visit(signOutPage.action as never, { path: '/sign-out', cookie, form: {} })
  expect(await visit(home.loader as never, { path: '/home', cookie })).toMatchObject({
    status: 302,
    location: expect.stringMatching(/^\/sign-in\?/),
  })
})

test('a session ends after an hour without use and after twelve hours of use', async () => {
  for (const ended of [
    { seenAt: new Date(Date.now() - 61 * 60_000) },
    { endsAt: new Date(Date.now() - 1) },
  ]) {
    const cookie = await cookieAfter(await signIn('lin@jinghe.example'))
    await worker.db
      .updateTable('sessions')
      .set(ended)
      .where('personId', '=', personId('assetManager'))
      .execute()
    expect(await visit(home.loader as never, { path: '/home', cookie })).toMatchObject({ status: 302 })
  }
})

test('an address that leads off the site is not followed', async () => {
  const outcome = await visit(signInPage.action as never, {
    path: '/sign-in',
    form: { mail: 'lin@jinghe.example', password: demoPassword, next: '//evil.example/' },
  })
  expect(outcome.location).not.toContain('evil')
})

const newcomer = {
  kind: 'enterprise',
  name: '海曲新来机械有限公司',
  uscc: usccOf({ district: '370200', organization: 'MADEM999' }),
  district: '370211',
  sector: 'C34',
  ownership: 'private',
  scale: 'small',
  person: '新来',
  mail: 'xin@newcomer.example',
  phone: '0532-81230000',
  password: 'a long enough sentence',
  agreed: 'on',
}

test('a newcomer registers, waits for verification, and the same code registers once', async () => {
  expect(await visit(registerPage.action as never, { path: '/register', form: newcomer })).toMatchObject({
    status: 302,
    location: '/organization?done=registered',
  })
  const organization = await worker.db
    .selectFrom('organizations')
    .select(['state', 'kind'])
    .where('uscc', '=', newcomer.uscc)
    .executeTakeFirst()
  expect(organization).toEqual({ state: 'submitted', kind: 'enterprise' })
  const again = await visit(registerPage.action as never, {
    path: '/register',
    form: { ...newcomer, mail: 'other@newcomer.example' },
  })
  expect(again.data).toMatchObject({
    refusal: { code: 'uscc-taken', field: 'uscc' },
    values: { name: newcomer.name },
  })
})

test.each([
  ['91370200MADEM00461', 'uscc'],
  ['91370200MADEM0046', 'uscc'],
])('the credit code %s is refused at its field', async (uscc, field) => {
  const { data } = await visit(registerPage.action as never, {
    path: '/register',
    form: { ...newcomer, uscc },
  })
  expect(data).toMatchObject({ problems: [{ field }], values: { uscc } })
})

test('nobody registers as an agency', async () => {
  const { data } = await visit(registerPage.action as never, {
    path: '/register',
    form: { ...newcomer, kind: 'agency' },
  })
  expect(data).toMatchObject({ problems: [{ field: 'kind' }] })
  expect(
    await worker.db
      .selectFrom('organizations')
      .select('id')
      .where('kind', '=', 'agency')
      .where('name', '=', newcomer.name)
      .execute(),
  ).toEqual([])
})
