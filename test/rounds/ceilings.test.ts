import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { keyFromHex } from '~/kernel/verifying'
import { publishCheckpoint, sealLog } from '~/kernel/log.server'
import { signingPublicKey } from '~/kernel/signing.server'
import type { PledgeValues } from '~/rounds/form'
import { type CeilingCopy, readCeilingCopy } from '~/rounds/pledges/conditions'
import { savePledge } from '~/rounds/pledges/draft.server'
import { findOwnConditions, findPledge } from '~/rounds/pledges/queries.server'
import { toBase64 } from '~/kernel/base64'
import { findReceiptOf } from '~/rounds/sealing/receipt.server'
import { type Receipt, receiptProblems } from '~/rounds/sealing/receipt'
import { aDatabase } from '../support/database'
import type { Someone } from '../support/people'
import { roundsOf } from '../support/rounds'
import { postedOf } from '../support/sealing'

const database = await aDatabase()
const { owner, worker } = database
const { aBuyer, aPair, aPledge, aPublishedRound, save, sign, wishes } = roundsOf(database)
const { lotId, lotIds } = await aPublishedRound([{}, {}])
const other = lotIds[1]!

const keep = (by: Someone, values: PledgeValues, at = lotId) =>
  by.db.transaction().execute((tx) => savePledge(tx, by.actor, at, values))
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  )
const conditionsOf = async (by: Someone, id: string) =>
  findOwnConditions(by.db, by.actor, (await findPledge(by.db, by.actor, id))!.askedItemId)
const sealed = async (by: Someone, at = lotId, ceiling = 80_000n) => {
  const posted = await postedOf(by, at, wishes({ ceiling }))
  return { ...posted, envelope: posted.values.sealed! }
}

test('the platform keeps an envelope that it cannot read; the buyer’s copy of it can be read, another copy is found', async () => {
  const buyer = await aBuyer()
  const posted = await postedOf(buyer, lotId, wishes({ ceiling: 81_234n, accept: 'recommended' }))
  const id = await keep(buyer, posted.values)
  const own = (await conditionsOf(buyer, id))!
  expect(own).toMatchObject({ told: null, commitment: posted.sealed!.commitment })
  const copy: CeilingCopy = {
    format: 'ceiling-copy/1',
    round: posted.values.sealed!.round,
    lot: lotId,
    pledge: id,
    recovery: 'AGE-SECRET-KEY-1',
    ceiling: toBase64(posted.sealed!.frame),
  }
  expect(readCeilingCopy(JSON.stringify(copy), own.commitment)).toEqual({
    ceiling: 81_234n,
    stretchCeiling: null,
    acceptable: { rule: 'recommended' },
  })
  const changed = toBase64(Uint8Array.from(posted.sealed!.frame, (byte, place) => (place === 40 ? 1 : byte)))
  expect(readCeilingCopy(JSON.stringify({ ...copy, ceiling: changed }), own.commitment)).toBeNull()
  expect(readCeilingCopy('{', own.commitment)).toBeNull()
})

test.each([
  ['of another lot', { lot: other }, 'envelope-elsewhere'],
  ['of another round', { round: '0198a0e0-0000-7000-8000-000000000001' }, 'envelope-elsewhere'],
  ['of another buyer', { author: '0198a0e0-0000-7000-8000-000000000001' }, 'envelope-elsewhere'],
  ['of a bid', { kind: 'price' as const }, 'envelope-elsewhere'],
  ['under a former notice', { noticeHash: '0'.repeat(64) }, 'notice-changed'],
  ['of another size', { payload: toBase64(randomBytes(1_300)) }, 'envelope-malformed'],
])('conditions %s are refused, and nothing is kept', async (_, change, code) => {
  const buyer = await aBuyer()
  const { values, envelope } = await sealed(buyer)
  expect(await codeOf(keep(buyer, { ...values, sealed: { ...envelope, ...change } }))).toBe(code)
  expect(
    await owner.db.selectFrom('pledges').select('id').where('orgId', '=', buyer.orgId).execute(),
  ).toEqual([])
})

test('an envelope is taken once, and only for the pledge that it says', async () => {
  const { buyer, approver } = await aPair()
  const [first, second] = [await sealed(buyer), await sealed(buyer)]
  await keep(buyer, first.values)
  expect(await codeOf(keep(approver, first.values))).toBe('envelope-replayed')
  // Both forms were opened before there was a pledge: the second one is sealed for another.
  expect(first.values.pledge).not.toBe(second.values.pledge)
  expect(await codeOf(keep(approver, second.values))).toBe('pledge-changed')
})

test('a change may keep the conditions as they are sealed; what is stated anew takes their place when it is signed', async () => {
  const { id, buyer, approver } = await aPledge(lotId, { quantity: 10, ceiling: 90_000n })
  const before = await conditionsOf(buyer, id)
  await save(buyer, lotId, { quantity: 20, keep: true })
  expect((await conditionsOf(buyer, id))?.hash).toBe(before!.hash)
  await sign(approver, id)
  await save(buyer, lotId, { quantity: 20, ceiling: 85_000n })
  await sign(approver, id)
  expect((await conditionsOf(buyer, id))?.hash).not.toBe(before!.hash)
  const { rows } = await owner.pool.query(
    'select state from sealed_items where pledge_id = $1 order by received_at',
    [id],
  )
  expect(rows).toEqual([{ state: 'replaced' }, { state: 'current' }])
  await save(buyer, lotId, { quantity: 20 })
  await sign(approver, id)
  expect(await conditionsOf(buyer, id)).toBeNull()
})

test('conditions of a draft that is kept stay, those of a draft that is stated anew are withdrawn', async () => {
  const buyer = await aBuyer()
  const id = await save(buyer, lotId, { ceiling: 90_000n })
  const before = await conditionsOf(buyer, id)
  await save(buyer, lotId, { quantity: 3, keep: true })
  expect((await conditionsOf(buyer, id))?.hash).toBe(before!.hash)
  await save(buyer, lotId, { quantity: 3, ceiling: 80_000n })
  const { rows } = await owner.pool.query(
    'select state from sealed_items where pledge_id = $1 order by received_at',
    [id],
  )
  expect(rows).toEqual([{ state: 'withdrawn' }, { state: 'waiting' }])
})

test('the receipt of sealed conditions holds without the platform, up to the signed root; it is the author’s alone', async () => {
  const key = keyFromHex(signingPublicKey())
  const { id, buyer } = await aPledge(lotId, { ceiling: 90_000n })
  const receiptOf = async (by: Someone) =>
    (await findReceiptOf(by.db, { pledgeId: id }, 'ceiling')) as unknown as Receipt
  await expect
    .poll(
      async () => {
        await worker.db.transaction().execute(sealLog)
        await worker.db.transaction().execute((tx) => publishCheckpoint(tx, new Date(Date.now() + 3_600_000)))
        return (await receiptOf(buyer)).log
      },
      { timeout: 100_000 },
    )
    .not.toBeNull()
  const receipt = await receiptOf(buyer)
  const { rows } = await owner.pool.query('select envelope::text from sealed_items where id = $1', [
    receipt.item,
  ])
  expect(await receiptProblems(receipt, key, rows[0].envelope)).toEqual([])
  expect(await receiptProblems({ ...receipt, kind: 'price' }, key, null)).toEqual([
    'signature',
    'other-event',
  ])
  expect(await receiptOf(await aBuyer())).toBeUndefined()
}, 120_000)
