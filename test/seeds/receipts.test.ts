import { expect, test } from 'vitest'
import { findReceipt } from '~/bids/queries.server'
import { type Receipt, receiptProblems } from '~/rounds/sealing/receipt'
import { keyFromHex } from '~/kernel/verifying'
import { publishCheckpoint, sealLog } from '~/kernel/log.server'
import { signingPublicKey } from '~/kernel/signing.server'
import { aMarket } from '../support/database'

const { owner, worker } = await aMarket()

test('the receipt of every bid of the story holds, up to the signed root', { timeout: 120_000 }, async () => {
  const key = keyFromHex(signingPublicKey())
  const bids = await owner.db.selectFrom('bids').select('id').orderBy('id').limit(5).execute()
  const receiptOf = async (id: string) => (await findReceipt(owner.db, id, 'price')) as unknown as Receipt
  await expect
    .poll(
      async () => {
        await worker.db.transaction().execute(sealLog)
        await worker.db.transaction().execute((tx) => publishCheckpoint(tx, new Date(Date.now() + 3_600_000)))
        return (await receiptOf(bids.at(-1)!.id)).log
      },
      { timeout: 100_000 },
    )
    .not.toBeNull()
  for (const { id } of bids) expect(await receiptProblems(await receiptOf(id), key, null)).toEqual([])
})
