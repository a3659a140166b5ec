import { expect, test } from 'vitest'
import { program as en } from '~/texts/en/program'
import { program as zh } from '~/texts/zh/program'
import { aVisitor } from '../support/browser'

test('the front page speaks the browser’s language, and the other one on demand', async () => {
  const visitor = await aVisitor({ locale: 'en' })
  await visitor.open('/')
  await visitor.sees(en.front.title)
  await visitor.switchTo('zh')
  await visitor.sees(zh.front.title)
  await visitor.open('/sign-in')
  expect(await visitor.page.getAttribute('html', 'lang')).toBe('zh-CN')
})

test('an address that is not there is a page that leads back', async () => {
  const visitor = await aVisitor()
  await visitor.open('/nowhere', { status: 404 })
  await visitor.press('回到首页', '/')
})

test('the list of all pages is a file of the build, not an answer that grows with what is asked', async () => {
  const visitor = await aVisitor()
  const answer = await visitor.page.request.get('/__manifest?p=/home&version=x')
  expect(answer.status()).toBe(404)
})

test('whoever has not signed in is asked to, and comes back to where they wanted', async () => {
  const visitor = await aVisitor()
  await visitor.open('/organization/members', { lands: '/sign-in?next=%2Forganization%2Fmembers' })
})
