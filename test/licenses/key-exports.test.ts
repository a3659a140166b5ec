import { Decrypter, armor } from 'age-encryption'
import { beforeAll, expect, test } from 'vitest'
import { makeKey } from '~/rounds/sealing/age'
import { askExport, decideExport, takeExport } from '~/licenses/keys/exports.server'
import { uploadKeys } from '~/licenses/keys/keys.server'
import * as page from '~/licenses/keys/pages/key-exports'
import { aDatabase } from '../support/database'
import { aDelivery } from '../support/deliveries'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf, type Someone } from '../support/people'
import { tasksOf } from '../support/tasks'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner, worker } = database
servePages(database.app.pool)
const { someone } = peopleOf(database)
const canary = (n: number) => `CANRY-${String(n).padStart(5, '0')}-KLMNO-PQRST-UVWXY`
let delivery: Awaited<ReturnType<typeof aDelivery>>
let [manager, approver, stranger]: Someone[] = []
let installer: Awaited<ReturnType<typeof makeKey>>

beforeAll(async () => {
  delivery = await aDelivery(database, { quantity: 4 })
  manager = await someone('enterprise', ['asset_manager'], delivery.buyer.orgId)
  approver = await someone('enterprise', ['approver'], delivery.buyer.orgId)
  stranger = await someone('enterprise', ['asset_manager'])
  installer = await makeKey()
  const text = [1, 2, 3, 4].map(canary).join('\n')
  await delivery.vendor.db
    .transaction()
    .execute((tx) => uploadKeys(tx, delivery.vendor.actor, delivery.id, { text, kind: 'single' }))
})

const doing = <T>(who: Someone, deed: (tx: Someone['db']) => Promise<T>) => who.db.transaction().execute(deed)
async function ask(quantity = 3, who = manager!) {
  const values = { move: 'ask' as const, quantity, recipient: installer.recipient, reason: '新机房装机' }
  await doing(who, (tx) => askExport(tx, who.actor, delivery.entitlementId, values))
  const { id } = await owner.db
    .selectFrom('keyExports')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return id
}
const decide = (who: Someone, exportId: string, move: 'approve' | 'withdraw' = 'approve') =>
  doing(who, (tx) => decideExport(tx, who.actor, delivery.entitlementId, { move, exportId }))
const take = (who: Someone, exportId: string) =>
  doing(who, (tx) => takeExport(tx, who.actor, exportId, '203.0.113.7'))
const waits = (who: Someone) => tasksOf(who, 'key-exports')
const reveals = async () =>
  (await owner.db.selectFrom('keyReveals').select(['personId', 'reason']).execute()).filter(
    ({ reason }) => reason === 'export',
  )

test('keys leave as one file that only the installer opens, on a second person’s word, once, each of them logged', async () => {
  const id = await ask()
  await expect(take(manager!, id)).rejects.toMatchObject({ message: 'already-moved' })
  await expect(decide(manager!, id)).rejects.toMatchObject({ code: 'not-your-move' })
  expect([await waits(approver!), await waits(manager!)]).toEqual([1, 0])
  await decide(approver!, id)
  expect([await waits(approver!), await waits(manager!)]).toEqual([0, 1])
  await expect(take(approver!, id)).rejects.toMatchObject({ message: 'already-moved' })
  expect(await reveals()).toEqual([])
  const file = await take(manager!, id)
  expect(file).not.toContain('CANRY')
  const decrypter = new Decrypter()
  decrypter.addIdentity(installer.identity)
  expect(await decrypter.decrypt(armor.decode(file), 'text')).toBe(
    ['unit,key', ...[1, 2, 3].map((n) => `${n},${canary(n)}`), ''].join('\r\n'),
  )
  expect(await reveals()).toEqual([1, 2, 3].map(() => ({ personId: manager!.personId, reason: 'export' })))
  await expect(take(manager!, id)).rejects.toMatchObject({ message: 'already-moved' })
  expect(await trailOf(owner.db, id)).toEqual(['key.export_asked', 'key.export_approved', 'key.exported'])
})

test('more keys than there are, an old agreement, and keys that are gone since: nothing leaves', async () => {
  await expect(ask(5)).rejects.toMatchObject({ code: 'keys-too-few', facts: { there: '4' } })
  const before = (await reveals()).length
  const late = await ask()
  await decide(approver!, late)
  await owner.pool.query(`update key_exports set decided_at = decided_at - interval '8 days' where id = $1`, [
    late,
  ])
  await expect(take(manager!, late)).rejects.toMatchObject({ message: 'export-over' })
  await decide(manager!, late, 'withdraw')
  const short = await ask(4)
  await decide(approver!, short)
  await owner.pool.query(
    `update license_keys set state = 'revoked', unit_no = null where entitlement_id = $1 and unit_no = 4`,
    [delivery.entitlementId],
  )
  await expect(take(manager!, short)).rejects.toMatchObject({ message: 'keys-gone' })
  expect((await reveals()).length).toBe(before)
})

test('of two who take at once one does, and a foreign enterprise finds nothing', async () => {
  const id = await ask(1)
  await decide(approver!, id)
  const both = await Promise.allSettled([take(manager!, id), take(manager!, id)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(ask(1, stranger!)).rejects.toMatchObject({ code: 'entitlement-unknown' })
  await expect(decide(stranger!, id)).rejects.toMatchObject({ code: 'entitlement-unknown' })
  const see = async (who: Someone) =>
    visit(page.loader as never, {
      params: { entitlementId: delivery.entitlementId },
      cookie: await cookieFor(worker.db, who),
    })
  expect((await see(stranger!)).status).toBe(404)
  expect((await see(approver!)).data).toMatchObject({ asks: false, rows: expect.any(Array) })
})

test('the page asks for the second factor, keeps what was typed, and shows the file in that one answer', async () => {
  const cookie = await cookieFor(worker.db, manager!)
  const params = { entitlementId: delivery.entitlementId }
  const post = (form: Record<string, string>) => visit(page.action as never, { cookie, params, form })
  expect(await post({ move: 'ask', quantity: '501', recipient: 'age1x', reason: '装机' })).toMatchObject({
    status: 422,
    data: { values: { reason: '装机' } },
  })
  expect(
    await post({ move: 'ask', quantity: '2', recipient: installer.recipient, reason: '装机' }),
  ).toMatchObject({ status: 302 })
  const { id } = await owner.db
    .selectFrom('keyExports')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  await decide(approver!, id)
  const taken = await post({ move: 'take', exportId: id })
  expect(taken).toMatchObject({ data: { file: expect.stringContaining('BEGIN AGE ENCRYPTED FILE') } })
})
