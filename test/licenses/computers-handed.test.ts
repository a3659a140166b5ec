import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { moveComputer } from '~/compliance/computers/commands.server'
import * as computerPage from '~/compliance/computers/pages/computer'
import { bindUnits } from '~/licenses/entitlements/bind.server'
import { uploadKeys } from '~/licenses/keys/keys.server'
import { moveTransfer } from '~/licenses/transfers/commands.server'
import { listAlong, offerComputer } from '~/licenses/transfers/computers.server'
import { whyNotGoAlong } from '~/licenses/transfers/giving'
import * as newPage from '~/licenses/transfers/pages/computer-new'
import * as transferPage from '~/licenses/transfers/pages/transfer'
import { aDatabase } from '../support/database'
import { aDelivery } from '../support/deliveries'
import { enterprisesOf } from '../support/enterprises'
import { aProduct } from '../support/estate'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { app, owner, worker } = database
servePages(app.pool)
const product = await aProduct(database)
const paper = new File(['deed'], 'deed.txt', { type: 'text/plain' })

const doing = <T>(who: Someone, deed: (tx: Someone['db']) => Promise<T>) => who.db.transaction().execute(deed)
const move = (who: Someone, id: string, values: Parameters<typeof moveTransfer>[3]) =>
  doing(who, (tx) => moveTransfer(tx, who.actor, id, values))
const refused = (code: string) => ({ code })

const anEnterprise = enterprisesOf(database)
type Enterprise = Awaited<ReturnType<typeof anEnterprise>>

const offer = (
  { manager }: Enterprise,
  { uscc }: Pick<Enterprise, 'uscc'>,
  computerId: string,
  consent: File | null = null,
) =>
  doing(manager, (tx) =>
    offerComputer(tx, manager.actor, { computerId, uscc, reason: '资产转让', evidence: paper, consent }),
  )

type Bound = { rights?: object; state?: 'active' | 'suspended'; disputed?: boolean }

/** An enterprise with a computer that runs the product by a right which came with it, and another enterprise. */
async function aPair({ rights = {}, ...facts }: Bound = {}) {
  const [giver, receiver] = [await anEnterprise(), await anEnterprise()]
  const [computerId] = await giver.estate.computers(1)
  await giver.estate.install([computerId!], product)
  const entitlementId = await giver.estate.entitle(product, {
    quantity: 1,
    source: 'oem',
    channel: 'oem',
    boundComputerId: computerId!,
    rights: JSON.stringify(rights),
    ...facts,
  })
  return { giver, receiver, computerId: computerId!, entitlementId }
}
type Pair = Awaited<ReturnType<typeof aPair>>

async function accepted({ giver, receiver, computerId }: Pair, no = 'NEW-1') {
  const id = await offer(giver, receiver, computerId)
  await move(receiver.manager, id, { move: 'accept', no })
  return id
}

const computerOf = (id: string) =>
  owner.db.selectFrom('computers').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const rightOf = (id: string) =>
  owner.db.selectFrom('entitlements').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const transferOf = (id: string) =>
  owner.db.selectFrom('transfers').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('a computer that goes to another enterprise takes along what came with it: both agree, a second person approves, all at once', async () => {
  const pair = await aPair()
  const { giver, receiver, computerId, entitlementId } = pair
  expect(await giver.estate.position(product)).toMatchObject({ installed: 1, entitled: 1, gap: 0 })
  const id = await offer(giver, receiver, computerId)
  await expect(move(giver.approver, id, { move: 'approve' })).rejects.toMatchObject(refused('already-moved'))
  await expect(move(receiver.manager, id, { move: 'accept' })).rejects.toMatchObject(
    refused('asset-number-needed'),
  )
  await move(receiver.manager, id, { move: 'accept', no: 'NEW-1' })
  await expect(move(giver.manager, id, { move: 'approve' })).rejects.toMatchObject(
    refused('approver-is-requester'),
  )
  expect((await computerOf(computerId)).state).toBe('in_use')
  await move(giver.approver, id, { move: 'approve' })

  const { resultId, receivedId } = await transferOf(id)
  expect(await computerOf(computerId)).toMatchObject({ state: 'transferred' })
  expect(await computerOf(receivedId!)).toMatchObject({ orgId: receiver.orgId, no: 'NEW-1', state: 'spare' })
  expect(await rightOf(entitlementId)).toMatchObject({ quantity: 0, state: 'retired', retiredFrom: null })
  expect(await rightOf(resultId!)).toMatchObject({
    orgId: receiver.orgId,
    source: 'transfer',
    channel: 'oem',
    quantity: 1,
    state: 'active',
    parentId: entitlementId,
    boundComputerId: receivedId,
  })
  await receiver.estate.install([receivedId!], product)
  expect(await receiver.estate.position(product)).toMatchObject({ installed: 1, entitled: 1, gap: 0 })
  expect(await trailOf(owner.db, entitlementId)).toContain('license.handed_over')
  expect(await trailOf(owner.db, resultId!)).toEqual(['license.transferred'])
  expect(await trailOf(owner.db, computerId)).toEqual(['computer.moved'])
  expect(await trailOf(owner.db, receivedId!)).toEqual(['computer.received'])
})

test('what a right holder does not let go needs its consent; what is disputed or suspended stays; nothing bound is no handover', async () => {
  const free = { hindered: false, forbidden: false }
  expect(whyNotGoAlong([free], { hasConsent: false })).toBeNull()
  expect(whyNotGoAlong([free, { ...free, forbidden: true }], { hasConsent: false })).toBe(
    'computer-rights-forbidden',
  )
  expect(whyNotGoAlong([{ ...free, forbidden: true }], { hasConsent: true })).toBeNull()
  expect(whyNotGoAlong([{ ...free, hindered: true }], { hasConsent: true })).toBe('computer-rights-hindered')

  const bound = await aPair({ rights: { transferable: false } })
  await expect(offer(bound.giver, bound.receiver, bound.computerId)).rejects.toMatchObject(
    refused('computer-rights-forbidden'),
  )
  const agreed = await offer(bound.giver, bound.receiver, bound.computerId, paper)
  await move(bound.receiver.manager, agreed, { move: 'accept', no: 'NEW-2' })
  await move(bound.giver.approver, agreed, { move: 'approve' })
  for (const facts of [{ state: 'suspended' as const }, { disputed: true }]) {
    const { giver, receiver, computerId } = await aPair(facts)
    await expect(offer(giver, receiver, computerId)).rejects.toMatchObject(
      refused('computer-rights-hindered'),
    )
  }
  const [bare] = await bound.giver.estate.computers(1)
  await expect(offer(bound.giver, bound.receiver, bare!)).rejects.toMatchObject(refused('nothing-goes-along'))
})

test('what changes between the offer and the approval is found at the approval', async () => {
  for (const [change, code] of [
    ['disputed = true', 'computer-rights-hindered'],
    [`rights = '{"transferable": false}'`, 'computer-rights-forbidden'],
    ['bound_computer_id = null', 'nothing-goes-along'],
  ] as const) {
    const pair = await aPair()
    const id = await accepted(pair)
    await owner.pool.query(`update entitlements set ${change} where id = $1`, [pair.entitlementId])
    await expect(move(pair.giver.approver, id, { move: 'approve' })).rejects.toMatchObject({ message: code })
  }
  const pair = await aPair()
  const id = await accepted(pair)
  await doing(pair.giver.manager, (tx) =>
    moveComputer(tx, pair.giver.manager.actor, pair.computerId, 'scrap'),
  )
  await expect(move(pair.giver.approver, id, { move: 'approve' })).rejects.toMatchObject({
    message: 'computer-already-gone',
  })
})

test('an asset number is the receiver’s to give, and a computer that its lists know already is that one', async () => {
  const pair = await aPair()
  const { giver, receiver, computerId } = pair
  const [known] = await receiver.estate.computers(1)
  const { no } = await computerOf(known!)
  const id = await offer(giver, receiver, computerId)
  await expect(move(receiver.manager, id, { move: 'accept', no: no.toLowerCase() })).rejects.toMatchObject(
    refused('asset-number-used'),
  )
  await move(receiver.manager, id, { move: 'accept', no: 'NEW-3' })
  await owner.pool.query(`update computers set serial = 'SN-77' where id = any ($1)`, [[known, computerId]])
  await move(giver.approver, id, { move: 'approve' })
  expect((await transferOf(id)).receivedId).toBe(known)
})

test('a computer is offered to one enterprise at a time, and of two approvals at once one is done', async () => {
  const pair = await aPair()
  const third = await anEnterprise()
  const offers = await Promise.allSettled([
    offer(pair.giver, pair.receiver, pair.computerId),
    offer(pair.giver, third, pair.computerId),
  ])
  expect(offers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(offers.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: refused('computer-already-offered'),
  })
  const { id, toOrgId } = await owner.db
    .selectFrom('transfers')
    .select(['id', 'toOrgId'])
    .where('computerId', '=', pair.computerId)
    .executeTakeFirstOrThrow()
  const taker = toOrgId === third.orgId ? third : pair.receiver
  await move(taker.manager, id, { move: 'accept', no: 'NEW-4' })
  const approve = () => move(pair.giver.approver, id, { move: 'approve' })
  const scrap = () =>
    doing(pair.giver.manager, (tx) => moveComputer(tx, pair.giver.manager.actor, pair.computerId, 'transfer'))
  const done = await Promise.allSettled([approve(), approve(), scrap()])
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const { rows } = await sql<{ units: number }>`
    select coalesce(sum(quantity), 0)::int as units from entitlements
    where (id = ${pair.entitlementId}::uuid or parent_id = ${pair.entitlementId}::uuid) and state = 'active'`.execute(
    owner.db,
  )
  expect(rows[0]!.units).toBeLessThanOrEqual(1)
})

test('keys of what came with it go along and open at the receiver alone', async () => {
  const delivery = await aDelivery(database, { quantity: 1 })
  await owner.pool.query(`update entitlements set channel = 'oem' where id = $1`, [delivery.entitlementId])
  await doing(delivery.vendor, (tx) =>
    uploadKeys(tx, delivery.vendor.actor, delivery.id, { kind: 'single', text: 'OEMKY-00001-KLMNO-PQRST-UVWXY' } as never),
  ) // oxfmt-ignore
  const giver = await anEnterprise(delivery.buyer.orgId)
  const receiver = await anEnterprise()
  const [computerId] = await giver.estate.computers(1)
  await doing(giver.manager, (tx) => bindUnits(tx, delivery.entitlementId, [computerId!]))
  const id = await accepted({ giver, receiver, computerId: computerId!, entitlementId: '' })
  await move(giver.approver, id, { move: 'approve' })
  const keysOf = (who: Someone) =>
    who.db.selectFrom('licenseKeys').select(['entitlementId', 'state']).execute()
  const { resultId } = await transferOf(id)
  expect(await keysOf(receiver.manager)).toEqual([{ entitlementId: resultId, state: 'free' }])
  expect(await keysOf(giver.manager)).toEqual([])
})

test('both sides read the handover and its proof, nobody else; the pages lead to it', async () => {
  const pair = await aPair()
  const { giver, receiver, computerId } = pair
  const see = async (loader: unknown, who: Someone, params: Record<string, string>) =>
    visit(loader as never, { params, cookie: await cookieFor(worker.db, who) })
  expect((await see(newPage.loader, giver.manager, {})).data).toMatchObject({
    computers: [{ id: computerId, rights: 1, forbidden: false }],
  })
  const stranger = await anEnterprise()
  expect(await doing(stranger.manager, (tx) => listAlong(tx, computerId))).toEqual([])
  await expect(offer(stranger, receiver, computerId)).rejects.toMatchObject(refused('nothing-goes-along'))
  const id = await offer(giver, receiver, computerId)
  expect((await see(newPage.loader, giver.manager, {})).data).toMatchObject({ computers: [] })
  expect((await see(computerPage.loader, giver.manager, { computerId })).data).toMatchObject({ offer: id })
  for (const who of [giver.approver, receiver.manager])
    expect((await see(transferPage.loader, who, { transferId: id })).data).toMatchObject({
      computer: { rights: [{ claimed: false }] },
      its: { kind: 'computer', evidenceName: 'deed.txt' },
    })
  expect((await see(transferPage.loader, stranger.manager, { transferId: id })).status).toBe(404)
  await expect(move(stranger.manager, id, { move: 'accept', no: 'X' })).rejects.toMatchObject(
    refused('transfer-unknown'),
  )
  const form = new FormData()
  for (const [name, value] of Object.entries({ computerId, uscc: receiver.uscc, reason: '资产转让' }))
    form.set(name, value)
  const cookie = await cookieFor(worker.db, giver.manager)
  expect(await visit(newPage.action as never, { cookie, form })).toMatchObject({ status: 422 })
})
