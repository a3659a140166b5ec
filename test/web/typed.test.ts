import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// What filters or supposes goes into the address, what is checked in the browser stays there: neither is refused.
const neverRefused = [
  'compliance/supposing/parts/suppose-forms.tsx',
  'program/audit/pages/audit.tsx',
  'program/verifying/parts/file-check.tsx',
]
const rooms = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.tsx') && !file.startsWith('design/') && !neverRefused.includes(file),
)
const field =
  /<(?:TextArea|TextField|NumberField|DateField|MoneyField|SelectField|ChoiceGroup)\b(?:[^>]|=>)*?\/>/gs
const keeps = /\bdefaultValue=|\bvalue=|\bchosen=|\{\.\.\.|type="password"|name="totp"/

test('a refusal loses nothing that was typed: every field with a name of its own says what stands in it afterwards', () => {
  const forgetful = rooms.flatMap((file) =>
    [...readFileSync(join('app', file), 'utf8').matchAll(field)]
      .filter(([code]) => /\bname=/.test(code) && !keeps.test(code))
      .map(([code]) => `${file}: ${/name=\S+/.exec(code)?.[0]}`),
  )
  expect(forgetful).toEqual([])
})
