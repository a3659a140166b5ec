import { beforeAll, expect, test } from 'vitest'
import * as exportCdx from '~/licenses/certificates/pages/export-cdx'
import { proveClaim } from '~/licenses/entitlements/claim.server'
import * as claims from '~/licenses/entitlements/pages/claims'
import * as claimImport from '~/licenses/entitlements/pages/claim-import'
import * as claimNew from '~/licenses/entitlements/pages/claim-new'
import * as entitlement from '~/licenses/entitlements/pages/entitlement'
import * as evidence from '~/licenses/entitlements/pages/evidence'
import * as licenses from '~/licenses/entitlements/pages/licenses'
import * as deliveryKeys from '~/licenses/keys/pages/delivery-keys'
import * as keyPage from '~/licenses/keys/pages/key'
import * as supplied from '~/licenses/keys/pages/supplied'
import * as record from '~/licenses/records/pages/record'
import * as recordBody from '~/licenses/records/pages/record-body'
import { sha256Hex } from '~/kernel/sha256'
import { aDatabase } from '../support/database'
import { aDelivery } from '../support/deliveries'
import { anEstate, aProduct } from '../support/estate'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf, type Someone } from '../support/people'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner, app, worker } = database
const { someone } = peopleOf(database)
servePages(app.pool)

type Loaded = { status: number; data: any }
const canary = (n: number) => `CANRY-${String(n).padStart(5, '0')}-KLMNO-PQRST-UVWXY`
const seen: unknown[] = []
const text = (value: unknown) =>
  JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part))
async function look(...[serve, facts]: Parameters<typeof visit>) {
  const outcome = (await visit(serve, facts)) as Loaded
  seen.push(outcome.data)
  return outcome
}

let delivery: Awaited<ReturnType<typeof aDelivery>>
let manager: Someone
let [mine, vendor, stranger] = ['', '', '']
beforeAll(async () => {
  delivery = await aDelivery(database, { quantity: 3 })
  manager = await someone('enterprise', ['asset_manager'], delivery.buyer.orgId)
  mine = await cookieFor(worker.db, manager)
  vendor = await cookieFor(worker.db, delivery.vendor)
  stranger = await cookieFor(worker.db, await someone('enterprise', ['asset_manager']))
})
const entitled = (cookie = mine) =>
  look(entitlement.loader, { cookie, params: { entitlementId: delivery.entitlementId } })

test('a refused upload of keys names lines and never shows a key again', async () => {
  const params = { deliveryId: delivery.id }
  expect((await look(supplied.loader, { cookie: vendor })).data.rows).toMatchObject([{ issued: 3, keys: 0 }])
  const form = { kind: 'single', keys: `${canary(1)}\n${canary(1)}\n${canary(2)}` }
  const refused = await look(deliveryKeys.action, { cookie: vendor, params, form })
  expect(refused).toMatchObject({ status: 422, data: { refusal: { code: 'keys-refused' } } })
  expect(text(refused.data)).not.toContain('CANRY')
  expect((refused.data as { refusal: { sentence: string } }).refusal.sentence).toContain('第 2 行文件内重复')
  const right = { kind: 'single', keys: [1, 2, 3].map(canary).join('\n') }
  expect(await look(deliveryKeys.action, { cookie: vendor, params, form: right })).toMatchObject({
    status: 302,
  })
  expect((await look(supplied.loader, { cookie: vendor })).data.rows).toMatchObject([{ keys: 3 }])
})

test('the right’s page shows tails, its origin, and assigns and returns units', async () => {
  const [computer] = await (await anEstate(database, manager)).computers(1)
  const { data } = await entitled()
  expect(data.keys).toMatchObject([{ tail: 'UVWXY' }, { tail: 'UVWXY' }, { tail: 'UVWXY' }])
  expect(data.record).toMatchObject({ no: expect.stringMatching(/^PR-/), facts: { quantity: 3 } })
  const params = { entitlementId: delivery.entitlementId }
  await look(entitlement.action, {
    cookie: mine,
    params,
    form: { move: 'assign', 'computerId[]': computer! },
  })
  const [assigned] = (await entitled()).data.assignments
  expect(assigned).toMatchObject({ unitNo: 1, computerId: computer, tail: 'UVWXY' })
  await look(entitlement.action, { cookie: mine, params, form: { move: 'return', id: assigned.id } })
  expect((await entitled()).data.assignments).toEqual([])
  const nobody = await look(entitlement.action, { cookie: mine, params, form: { move: 'assign' } })
  expect(nobody).toMatchObject({ status: 422, data: { refusal: { code: 'nobody-chosen' } } })
})

test('a key is shown in the one answer that was asked for; nothing keeps it', async () => {
  const { id: keyId } = (await entitled()).data.keys[0]
  const form = { reason: 'install', computerId: '', _key: 'a key that would keep the answer' }
  // Not through `look`: this answer alone may hold the key.
  const { data } = (await visit(keyPage.action, { cookie: mine, params: { keyId }, form })) as Loaded
  expect(data).toEqual({ shown: expect.stringContaining('CANRY') })
  const after = await look(keyPage.loader, { cookie: mine, params: { keyId } })
  expect(after.data.reveals).toMatchObject([{ reason: 'install', address: '127.0.0.1' }])
  const tables = [
    'events',
    'event_bodies',
    'outbox',
    'idempotency_keys',
    'notifications',
    'key_reveals',
    'license_keys',
    'purchase_records',
    'mails',
  ]
  for (const table of tables) {
    const { rows } = await owner.pool.query(
      `select coalesce(string_agg(t::text, ' '), '') as dump from ${table} t`,
    )
    expect(rows[0].dump, table).not.toContain('CANRY')
  }
})

test('a reveal without a second factor of the last five minutes is refused, and not logged', async () => {
  const { id: keyId } = (await entitled()).data.keys[1]
  await owner.db
    .updateTable('sessions')
    .set({ stepUpAt: new Date(Date.now() - 6 * 60_000) })
    .where('personId', '=', manager.personId)
    .execute()
  const answer = await look(keyPage.action, { cookie: mine, params: { keyId }, form: { reason: 'install' } })
  expect(answer).toMatchObject({ status: 422, data: { refusal: { code: 'step-up-needed' } } })
  expect((await look(keyPage.loader, { cookie: mine, params: { keyId } })).data.reveals).toEqual([])
})

test('both sides read the same bytes of a purchase record; their digest is the record’s', async () => {
  const { no } = await owner.db.selectFrom('purchaseRecords').select('no').executeTakeFirstOrThrow()
  const body = async (cookie: string) => {
    const request = new Request('http://localhost:3000/x', { headers: { cookie } })
    return (
      (await recordBody.loader({ request, params: { recordNo: no }, context: {} } as never)) as Response
    ).text()
  }
  expect(await body(mine)).toBe(await body(vendor))
  const { data } = await look(record.loader, { cookie: mine, params: { recordNo: no } })
  expect(sha256Hex(await body(mine))).toBe(data.its.sha256)
  expect((await look(record.loader, { cookie: stranger, params: { recordNo: no } })).status).toBe(404)
})

test('an older license counts from the moment its evidence is there, and an officer’s word ends the doubt', async () => {
  const office = await aProduct(database)
  const form = new FormData()
  const values = { editionId: office.edition.standard!, releaseId: office.release['2021']!, metric: 'device', quantity: '2', term: 'perpetual', startsOn: '2024-01-01', endsOn: '', channel: 'retail', sourceType: 'purchased', licenseNo: 'L-1' } // oxfmt-ignore
  for (const [name, value] of Object.entries(values)) form.append(name, value)
  const { location } = await visit(claimNew.action, { cookie: mine, form })
  const entitlementId = /licenses\/([^?]+)/.exec(location!)![1]!
  const entitledUnits = async () =>
    (
      await manager.db
        .selectFrom('positions')
        .select('entitled')
        .where('productId', '=', office.id)
        .executeTakeFirst()
    )?.entitled
  expect(await entitledUnits()).toBe(0)
  const proof = new FormData()
  proof.append('evidence', new File(['%PDF-1.7 a letter'], 'letter.pdf'))
  await visit(evidence.action, { cookie: mine, params: { entitlementId }, form: proof })
  expect(await entitledUnits()).toBe(2)
  const officer = await cookieFor(worker.db, await someone('agency', ['officer']))
  expect((await look(claims.loader, { cookie: officer })).data.rows).toMatchObject([
    { id: entitlementId, evidenceName: 'letter.pdf' },
  ])
  const noReason = await look(claims.action, {
    cookie: officer,
    form: { move: 'reject', entitlementId, reason: '' },
  })
  expect(noReason).toMatchObject({ status: 422, data: { refusal: { code: 'reason-missing' } } })
  await visit(claims.action, { cookie: officer, form: { move: 'verify', entitlementId, reason: '' } })
  expect((await look(entitlement.loader, { cookie: mine, params: { entitlementId } })).data.its.state).toBe(
    'active',
  )
  expect(await trailOf(owner.db, entitlementId)).toEqual([
    'license.claimed',
    'license.proven',
    'license.verified',
  ])
})

test('a list of older licenses: right rows are recorded, wrong ones named by line and column', async () => {
  const cad = await aProduct(database, { slug: 'test-cad', releases: [] })
  const list =
    'product,许可数,starts_on,license_no\r\ntest-cad,5,2024/1/5,=1+1\r\ntest-cad,many,2024-01-05,\r\nnothing,1,2024-01-05,\r\n'
  const form = new FormData()
  form.append('move', 'check')
  form.append('file', new File([list], 'list.csv'))
  const { checked } = (await look(claimImport.action, { cookie: mine, form })).data
  expect(checked).toMatchObject({ ready: 1 })
  expect(checked.problems).toEqual([
    { line: 3, column: 'quantity', code: 'quantity-form' },
    { line: 4, column: 'product', code: 'product-unknown' },
  ])
  await visit(claimImport.action, { cookie: mine, form: { move: 'import', list: checked.text } })
  const rows = await manager.db
    .selectFrom('entitlements')
    .select(['quantity', 'state'])
    .where('productId', '=', cad.id)
    .execute()
  expect(rows).toEqual([{ quantity: 5, state: 'claimed' }])
  const wrong = await look(claimImport.action, {
    cookie: mine,
    form: { move: 'import', list: checked.text.split('\n').toSpliced(1, 1).join('\n') },
  })
  expect(wrong).toMatchObject({ data: { refusal: { code: 'nothing-to-record' } } })
})

test('a license is of an edition in the catalog, proven by its owner and written off by an approver', async () => {
  const tool = await aProduct(database, { releases: [] })
  const claim = { releaseId: '', metric: 'device', quantity: '2', term: 'perpetual', startsOn: '2024-01-01', endsOn: '', channel: 'retail', sourceType: 'purchased' } // oxfmt-ignore
  const claims = (editionId: string) =>
    visit(claimNew.action, { cookie: mine, form: { ...claim, editionId } })
  expect(await claims(manager.orgId)).toMatchObject({
    data: { refusal: { code: 'edition-unknown', field: 'editionId' } },
  })
  const { location } = await claims(tool.edition.standard!)
  const entitlementId = /licenses\/([^?]+)/.exec(location!)![1]!
  const paper = () => new File(['%PDF-1.7 a letter'], 'letter.pdf')
  const neighbor = await someone('enterprise', ['asset_manager'])
  await expect(
    neighbor.db.transaction().execute((tx) => proveClaim(tx, neighbor.actor, entitlementId, paper())),
  ).rejects.toThrow('entitlement-unknown')
  const writesOff = (cookie: string) =>
    visit(entitlement.action, {
      cookie,
      params: { entitlementId },
      form: { move: 'write_off', reason: '随旧机报废' },
    })
  expect(await writesOff(mine)).toMatchObject({ data: { refusal: { code: 'approver-needed' } } })
  const approver = await cookieFor(worker.db, await someone('enterprise', ['approver'], manager.orgId))
  expect(await writesOff(approver)).toMatchObject({ status: 302 })
  expect(await trailOf(owner.db, entitlementId)).toEqual(['license.claimed', 'license.written_off'])
})

test('a stranger finds no right, no key and no delivery; the lists are empty', async () => {
  const { id: keyId } = (await entitled()).data.keys[0]
  const params = { entitlementId: delivery.entitlementId, keyId, deliveryId: delivery.id }
  for (const page of [entitlement, keyPage, evidence])
    expect((await visit(page.loader, { cookie: stranger, params })).status).toBe(404)
  const other = await cookieFor(worker.db, await someone('vendor', ['vendor']))
  expect((await visit(deliveryKeys.loader, { cookie: other, params })).status).toBe(404)
  expect((await look(supplied.loader, { cookie: other })).data.rows).toEqual([])
  expect((await look(licenses.loader, { cookie: stranger, path: '/licenses' })).data).toMatchObject({
    rows: [],
    total: 0,
  })
})

test('what pages loaded and what leaves as CycloneDX never holds a key', async () => {
  await look(licenses.loader, { cookie: mine, path: '/licenses' })
  const request = new Request('http://localhost:3000/licenses/export.cdx.json', { headers: { cookie: mine } })
  const exported = await (
    (await exportCdx.loader({ request, params: {}, context: {} } as never)) as Response
  ).text()
  expect(JSON.parse(exported)).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' })
  expect(exported).not.toMatch(/CANRY|UVWXY/)
  expect(text(seen)).not.toContain('CANRY')
})

test('units that came with computers are bound one by one, each a right that covers its own computer and no other', async () => {
  const holder = await someone('enterprise', ['asset_manager'])
  const cookie = await cookieFor(worker.db, holder)
  const system = await aProduct(database, { category: 'operating-system' })
  const { computers, install, entitle, position, reasons } = await anEstate(database, holder)
  const [first, second, third, copy] = (await computers(4)) as [string, string, string, string]
  await install([first, second, third, copy], system)
  const right = await entitle(system, { quantity: 3, channel: 'oem', source: 'oem' })
  const act = (id: string, form: Record<string, string>) =>
    look(entitlement.action, { cookie, params: { entitlementId: id }, form })
  expect(await position(system)).toMatchObject({ entitled: 3, covered: 0, gap: 4 })

  await act(right, { move: 'assign', 'computerId.0': first, 'computerId.1': second })
  expect(await position(system)).toMatchObject({ entitled: 3, covered: 2, gap: 2 })
  await act(right, { move: 'assign', 'computerId.0': third })
  expect(await position(system)).toMatchObject({ entitled: 3, covered: 3, used: 3, gap: 1, surplus: 0 })
  expect(await reasons(system)).toEqual({ bound: 3, 'bound-elsewhere': 1 })
  expect(await act(right, { move: 'assign', 'computerId.0': copy })).toMatchObject({
    data: { refusal: { code: 'entitlement-unknown' } },
  })
  const { data } = await look(entitlement.loader, { cookie, params: { entitlementId: right } })
  expect(data).toMatchObject({ assigning: false, boundTo: expect.any(String) })
  await act(right, { move: 'unbind' })
  expect(await position(system)).toMatchObject({ entitled: 3, covered: 2, surplus: 1 })
  expect(await trailOf(owner.db, right)).toEqual(expect.arrayContaining(['license.bound', 'license.unbound']))
})
