import { expect, test } from 'vitest'
import { commonPasswords } from '~/people/common-passwords.server'
import { normalizedPassword, passwordLength, whyNotPassword } from '~/people/password'

const names = ['示例制造有限公司', 'Muster', '集正', '']
const why = (password: string) => whyNotPassword(password, names, commonPasswords)

test.each([
  ['elf letters', 'password-too-short'],
  ['x'.repeat(129), 'password-too-long'],
  ['Password1234', 'password-common'],
  ['ｑｗｅｒｔｙ１２３４５６', 'password-common'],
  ['my mUsTeR secret', 'password-has-name'],
  ['在示例制造有限公司工作的人很多', 'password-has-name'],
  ['four green kettles', null],
  ['春眠不觉晓处处闻啼鸟夜来', null],
  ['😀'.repeat(11), 'password-too-short'],
])('%s: %s', (password, code) => expect(why(password)).toBe(code))

test('the shipped list holds at least 3,000 passwords that only the list refuses', () => {
  expect(commonPasswords.size).toBeGreaterThanOrEqual(3000)
  for (const password of commonPasswords) {
    expect([...password].length).toBeGreaterThanOrEqual(passwordLength.shortest)
    expect(normalizedPassword(password).toLowerCase()).toBe(password)
  }
})
