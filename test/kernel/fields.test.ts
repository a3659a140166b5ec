import { expect, test } from 'vitest'
import * as z from 'zod'
import { dayField, moneyField, namedIdForm, orNull, quantityField } from '~/kernel/fields'

const form = z.object({
  quantity: orNull(quantityField),
  price: orNull(moneyField).optional(),
  day: orNull(dayField),
})
const problems = (posted: unknown) =>
  form.safeParse(posted).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`)

test('a field that may be empty is null when it is, whatever blanks it holds', () => {
  expect(form.parse({ quantity: '', price: ' ', day: '\t' })).toEqual({
    quantity: null,
    price: null,
    day: null,
  })
})

test('and says its own problem when it is not', () => {
  const own = quantityField.safeParse('many').error!.issues[0]!.message
  expect(problems({ quantity: 'many', price: '12.50', day: '' })).toEqual([`quantity ${own}`])
})

test('what is not posted at all is missing, unless it is optional', () => {
  expect(problems({ day: '' })).toHaveLength(1)
  expect(form.parse({ quantity: '3', day: '' })).toEqual({ quantity: 3, day: null })
})

test('a whole file pasted into a cell is refused like any wrong word', () => {
  const pasted = ['9'.repeat(10_000_000), '1,234'.repeat(2_000_000)]
  for (const typed of pasted) {
    expect(quantityField.safeParse(typed).error?.issues[0]!.message).toBe('quantity-form')
    expect(moneyField.safeParse(typed).error?.issues[0]!.message).toBe('money-form')
  }
})

test.each(['edition', 'class'])('an id may be named for what it is of: %s', (kind) => {
  const id = '01994c5e-0000-7000-8000-0123456789ab'
  const form = namedIdForm('edition', 'class')
  expect(form.exec(`${kind}:${id}`)?.slice(1)).toEqual([kind, id])
  for (const other of [id, `product:${id}`, `${kind}:${'-'.repeat(36)}`, `${kind}:${id}0`])
    expect(form.test(other), other).toBe(false)
})
