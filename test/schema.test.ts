import { format, type FormatConfig } from 'oxfmt'
import { expect, test } from 'vitest'
import style from '../.oxfmtrc.json'
import { schemaText } from '../scripts/schema'
import { aDatabase } from './support/database'

const { owner } = await aDatabase()

test('db/schema.ts is what the migrated database says (`vitest -u` renews it)', async () => {
  const client = await owner.pool.connect()
  const text = await schemaText(client).finally(() => client.release())
  const { code } = await format('schema.ts', text, style as FormatConfig)
  await expect(code).toMatchFileSnapshot('../db/schema.ts')
})
