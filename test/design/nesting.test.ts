import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const blocks =
  'ConfirmMove|MoveForm|CheckedForm|Form|Section|Table|Fold|Notice|Empty|Facts|form|ul|ol|table|div|p'
const nested = new RegExp(`<p(?=[\\s>])(?:(?!</p>)[\\s\\S])*?<(?:${blocks})(?=[\\s>])`, 'g')

/** Where a paragraph holds a block, by lines. */
const faultsOf = (code: string) =>
  [...code.matchAll(nested)].map(({ index }) => code.slice(0, index).split('\n').length)

test('a paragraph holds no block: a browser ends it there, and what the server sent is not what the script expects', () => {
  expect(faultsOf('<p className="mt-6">\n  <ConfirmMove />\n</p>')).toEqual([1])
  expect(faultsOf('<p>one</p>\n<ConfirmMove />\n<path d="" /><div />')).toEqual([])
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx')) // oxfmt-ignore
  expect(files.length).toBeGreaterThan(500)
  const faults = files.flatMap((file) =>
    faultsOf(readFileSync(`app/${file}`, 'utf8')).map((line) => `${file}:${line}`),
  )
  expect(faults).toEqual([])
})
