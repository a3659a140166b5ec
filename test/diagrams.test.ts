import { expect, test } from 'vitest'
import { readmeText } from '../scripts/diagrams'

test('README.md draws the lifecycles as they are (`npm run generate` renews it)', async () => {
  await expect(await readmeText()).toMatchFileSnapshot('../README.md')
})
