import { format } from 'prettier'
import { expect, test } from 'vitest'
import { schemaText } from '../scripts/schema'
import { aDatabase } from './support/database'

const { owner } = await aDatabase()

test('db/schema.ts is what the migrated database says (`vitest -u` renews it)', async () => {
  const client = await owner.pool.connect()
  const text = await schemaText(client).finally(() => client.release())
  const made = await format(text, {
    parser: 'typescript',
    semi: false,
    singleQuote: true,
    printWidth: 110,
    trailingComma: 'all',
  })
  await expect(made).toMatchFileSnapshot('../db/schema.ts')
})
