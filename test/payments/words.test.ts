import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('the platform holds no money in trust and never says so: no escrow, no 托管', () => {
  const files = [...globSync('app/texts/**/*.ts'), 'README.md']
  expect(files.length).toBeGreaterThan(100)
  const said = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, at) => (/escrow|托管/i.test(line) ? [`${file}:${at + 1}`] : [])),
  )
  expect(said).toEqual([])
})

test('the README says which services are not called, and what is to be confirmed before legal use', () => {
  const readme = readFileSync('README.md', 'utf8')
  expect(readme).toMatch(/No bank, tax or e-signature service is called/)
  expect(readme).toMatch(/confirm both before legal use/)
})
