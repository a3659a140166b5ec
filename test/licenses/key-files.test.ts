import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keyPatternForm, keyPatternOf } from '~/catalog/key-pattern'
import { passOn } from '~/compliance/mergers/pass-on.server'
import { env } from '~/env.server'
import { keysForm } from '~/licenses/keys/form'
import { keyFileAtMost, takeKey, uploadKeyFile, uploadKeys } from '~/licenses/keys/keys.server'
import * as deliveryPage from '~/licenses/keys/pages/delivery-keys'
import * as keyPage from '~/licenses/keys/pages/key'
import { moveTransfer, offerUnits } from '~/licenses/transfers/commands.server'
import { aDatabase } from '../support/database'
import { aDelivery } from '../support/deliveries'
import { enterprisesOf } from '../support/enterprises'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf, type Someone } from '../support/people'
import { shown } from '../support/shown'

const database = await aDatabase()
const { owner, app, worker } = database
const { someone } = peopleOf(database)
const anEnterprise = enterprisesOf(database)
servePages(app.pool)

const doing = <T>(who: Someone, deed: (tx: Someone['db']) => Promise<T>) => who.db.transaction().execute(deed)
const licenseFile = (bytes: Buffer) => new File([bytes as never], 'site\u202E.lic')
const take = (who: Someone, keyId: string) =>
  doing(who, (tx) =>
    takeKey(tx, who.actor, keyId, { reason: 'install', computerId: null, address: null }, new Date()),
  )
const keyOf = async (orgId: string) =>
  owner.db.selectFrom('licenseKeys').selectAll().where('orgId', '=', orgId).executeTakeFirstOrThrow()

async function aFileDelivered(bytes = randomBytes(3_000_000), quantity = 5) {
  const delivery = await aDelivery(database, { quantity })
  await doing(delivery.vendor, (tx) =>
    uploadKeyFile(tx, delivery.vendor.actor, delivery.id, licenseFile(bytes)),
  )
  const holder = await anEnterprise(delivery.buyer.orgId)
  return { ...delivery, holder, bytes, key: await keyOf(delivery.buyer.orgId) }
}

test('a license file of megabytes lies in the vault as ciphertext, and comes out whole with a line in the log', async () => {
  const bytes = Buffer.concat([Buffer.from('CANARY-LICENSE-FILE'), randomBytes(3_000_000)])
  const { key, holder, vendor } = await aFileDelivered(bytes)
  expect(key).toMatchObject({ kind: 'file', body: null, tail: null, fileName: 'site.lic' })
  const kept = await readFile(join(env.DATA_DIR, 'files', key.blob!.slice(-2), key.blob!))
  expect(kept.length).toBe(bytes.length + 30)
  expect(kept.includes('CANARY')).toBe(false)
  expect((await take(holder.manager, key.id)).equals(bytes)).toBe(true)
  const log = await holder.manager.db.selectFrom('keyReveals').select(['keyId', 'personId']).execute()
  expect(log).toEqual([{ keyId: key.id, personId: holder.manager.personId }])
  await expect(take(vendor, key.id)).rejects.toThrow('key-unknown')
  await expect(take(await someone('enterprise', ['asset_manager']), key.id)).rejects.toThrow('key-unknown')
})

test('a license file is one, not empty and not too large; a post without it is none', async () => {
  const delivery = await aDelivery(database, { quantity: 2 })
  const upload = (bytes: Buffer) =>
    doing(delivery.vendor, (tx) => uploadKeyFile(tx, delivery.vendor.actor, delivery.id, licenseFile(bytes)))
  await expect(upload(Buffer.alloc(0))).rejects.toMatchObject({ code: 'file-empty', field: 'file' })
  await expect(upload(Buffer.alloc(keyFileAtMost + 1))).rejects.toMatchObject({ code: 'key-file-too-large' })
  await upload(Buffer.alloc(keyFileAtMost, 7))
  await expect(upload(randomBytes(10))).rejects.toMatchObject({ code: 'keys-complete' })
  const empty = keysForm.safeParse({ kind: 'file', keys: 'ABCDE', file: null })
  expect(empty.error?.issues).toMatchObject([{ path: ['file'], message: 'file-needed' }])
})

test('with units that change hands goes a copy of the file that opens there alone', async () => {
  const { holder, entitlementId, bytes, key } = await aFileDelivered(randomBytes(100_000))
  await owner.pool.query(`update entitlements set rights = '{"transferable": true}' where id = $1`, [
    entitlementId,
  ])
  const receiver = await anEnterprise()
  const id = await doing(holder.manager, (tx) =>
    offerUnits(tx, holder.manager.actor, { entitlementId, kind: 'transfer', uscc: receiver.uscc, quantity: 2, reason: '调剂', consent: null }, new Date()),
  ) // oxfmt-ignore
  await doing(receiver.manager, (tx) => moveTransfer(tx, receiver.manager.actor, id, { move: 'accept' }))
  await doing(holder.approver, (tx) => moveTransfer(tx, holder.approver.actor, id, { move: 'approve' }))
  const copy = await keyOf(receiver.orgId)
  expect(copy.blob).not.toBe(key.blob)
  expect((await take(receiver.manager, copy.id)).equals(bytes)).toBe(true)
  expect((await take(holder.manager, key.id)).equals(bytes)).toBe(true)
  await expect(take(receiver.manager, key.id)).rejects.toThrow('key-unknown')
})

test('with a merged enterprise its files pass on; were that undone, the old one opens', async () => {
  const { holder, bytes, key } = await aFileDelivered(randomBytes(100_000))
  const into = await anEnterprise()
  const facts = { from: holder.orgId, into: into.orgId }
  const { id } = await owner.db.selectFrom('events').select('id').limit(1).executeTakeFirstOrThrow()
  const undone = worker.db.transaction().execute(async (tx) => {
    await passOn(tx, { id, facts })
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect((await take(holder.manager, key.id)).equals(bytes)).toBe(true)
  await worker.db.transaction().execute((tx) => passOn(tx, { id, facts }))
  expect((await take(into.manager, key.id)).equals(bytes)).toBe(true)
  await expect(take(holder.manager, key.id)).rejects.toThrow('key-unknown')
})

test('the page of a file hands it out as a file, once; the vendor uploads it beside keys', async () => {
  const { holder, key, bytes } = await aFileDelivered(Buffer.from('SERVER this_host ANY'))
  const cookie = await cookieFor(worker.db, holder.manager)
  const params = { keyId: key.id }
  const { data } = await visit(keyPage.action, { cookie, params, form: { reason: 'install' } })
  expect(data).toMatchObject({ file: { name: 'site.lic', base64: bytes.toString('base64') } })
  const before = await visit(keyPage.loader, { cookie, params })
  expect(JSON.stringify(before.data)).not.toContain(bytes.toString('base64'))
  const html = await shown(keyPage, { data: before.data, answer: data })
  expect(html).toContain(`download="site.lic"`)

  const delivery = await aDelivery(database, { quantity: 2 })
  const form = new FormData()
  form.set('kind', 'file')
  form.set('keys', '')
  form.set('file', new File(['SERVER'], 'a.lic'))
  const vendor = await cookieFor(worker.db, delivery.vendor)
  const posted = await visit(deliveryPage.action, {
    cookie: vendor,
    params: { deliveryId: delivery.id },
    form,
  })
  expect(posted.location).toContain('done=keys-kept')
})

test('a key that does not look as its product’s keys do is refused with its line; a form without a pattern takes any', async () => {
  const delivery = await aDelivery(database, { quantity: 2 })
  const upload = (text: string) =>
    doing(delivery.vendor, (tx) =>
      uploadKeys(tx, delivery.vendor.actor, delivery.id, { text, kind: 'single' }),
    )
  await owner.db.updateTable('products').set({ keyPattern: 'XXXXX-XXXXX|AA9999' }).where('id', '=', delivery.productId).execute() // oxfmt-ignore
  await expect(upload('ABCDE-12345\nABCDE12345')).rejects.toMatchObject({
    code: 'keys-refused',
    facts: { lines: '2 wrong-pattern' },
  })
  expect(await upload('abcde-12345\nAB1234')).toBe(2)
  const page = await visit(deliveryPage.loader, { cookie: await cookieFor(worker.db, delivery.vendor), params: { deliveryId: delivery.id } }) // oxfmt-ignore
  expect(page.data).toMatchObject({ its: { keyPattern: 'XXXXX-XXXXX|AA9999' } })
})

test('a pattern is letters, digits and what parts them, tried whole', () => {
  const like = keyPatternOf('AA-99.X')
  expect(like.test('ab-12.c')).toBe(true)
  for (const other of ['ab-12.cc', 'a1-12.c', 'ab-1x.c', 'ab-12xc', ' ab-12.c'])
    expect(like.test(other)).toBe(false)
  expect(keyPatternForm.test('XXXXX-XXXXX|99999')).toBe(true)
  for (const wrong of ['(a+)+', 'XX*', 'AB', '|XXXX']) expect(keyPatternForm.test(wrong)).toBe(false)
})
