import { expect, test } from 'vitest'
import { uploadKeys } from '~/licenses/keys/keys.server'
import { listReveals } from '~/licenses/keys/queries.server'
import { listItems, readItem } from '~/mediation/evidence/reading.server'
import { revealEvidenceKey } from '~/mediation/evidence/keys.server'
import { findChannel } from '~/mediation/channels/channels.server'
import * as evidenceItem from '~/mediation/pages/evidence-item'
import * as evidenceKey from '~/mediation/pages/evidence-key'
import { sendDelivery } from '~/orders/deliver.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner, worker } = database
servePages(database.app.pool)
const disputes = disputesOf(database)
const { work } = disputes

const keys = ['CANRY-00001-KLMNO-PQRST-UVWXY', 'CANRY-00002-KLMNO-PQRST-UVWXZ']

/** Two seats that were delivered with their keys are disputed, and a mediator has taken the case on. */
async function aCaseWithKeys() {
  const its = await disputes.aMediation({
    lines: [{ quantity: 2, unitPrice: 120_000n }],
    quantity: 2,
    amount: '2400.00',
    pay: async (order) => {
      await disputes.pay(order.id)
      const term = { termStart: '2026-11-01', termEnd: null, maintenanceUntil: null }
      const line = { ...term, lineId: order.lineIds[0]!, quantity: 2, channel: 'volume-mak' as const }
      const { vendor } = order
      await work(vendor, async (tx) => {
        const sent = { remark: null, subcontractorId: null, lines: [{ ...line, licenseNo: null }] }
        const { deliveries } = await sendDelivery(tx, vendor.actor, order.id, sent)
        await uploadKeys(tx, vendor.actor, deliveries[0]!.id, { text: keys.join('\n'), kind: 'single' })
      })
    },
  })
  const joint = (await findChannel(its.claimant.db, its.caseId, 'joint'))!
  const items = await listItems(its.claimant.db, joint)
  const item = items.find(({ subjectKind }) => subjectKind === 'entitlement')!
  const manager = await disputes.someone('enterprise', ['asset_manager'], its.claimant.orgId)
  const rows = await manager.db.selectFrom('licenseKeys').select('id').orderBy('unitNo').execute()
  return { ...its, item, items, manager, keyIds: rows.map(({ id }) => id) }
}

const its = await aCaseWithKeys()
const params = { caseId: its.caseId, itemId: its.item.id }
const itemSeenBy = async (who: Someone) =>
  (await visit(evidenceItem.loader, { params, cookie: await cookieFor(worker.db, who) })).data as {
    keys: { tail: string }[]
  }
const keyPage = { ...params, keyId: its.keyIds[0]! }
const seesKey = async (who: Someone, form?: Record<string, string>) =>
  visit(form ? evidenceKey.action : evidenceKey.loader, {
    params: keyPage,
    cookie: await cookieFor(worker.db, who),
    ...(form && { form }),
  })
const ownersLog = () => listReveals(its.manager.db, its.keyIds[0]!)

test('a snapshot of licenses holds no key, and beside it both sides and the mediator see their ends alone', async () => {
  for (const { id } of its.items) {
    const { versions } = (await readItem(its.claimant.db, its.caseId, id))!
    expect(versions[0]!.record).not.toMatch(/CANRY|UVWX/)
  }
  for (const who of [its.claimant, its.respondent, its.mediator]) {
    const seen = await itemSeenBy(who)
    expect(seen.keys.map(({ tail }) => tail)).toEqual(['UVWXY', 'UVWXZ'])
    expect(JSON.stringify(seen.keys)).not.toMatch(/CANRY/)
  }
  expect((await itemSeenBy(its.registrar)).keys).toEqual([])
})

test('the mediator sees a key after the second factor, and its owner’s log says who saw it, and that a case was why', async () => {
  expect((await seesKey(its.mediator, {})).data).toEqual({ shown: keys[0] })
  expect(await ownersLog()).toMatchObject([{ reason: 'evidence', address: '127.0.0.1' }])
  expect((await seesKey(its.claimant)).data).toMatchObject({ log: [{ person: expect.stringMatching(/./) }] })
  const [event] = await owner.db
    .selectFrom('events')
    .select('orgId')
    .where('kind', '=', 'key.revealed')
    .where('subjectId', '=', its.keyIds[0]!)
    .execute()
  expect(event).toEqual({ orgId: its.claimant.orgId })
})

test('without a fresh second factor, for a registrar, a colleague without a seat, another case’s people: no key and no line', async () => {
  const before = await ownersLog()
  const late = { ...its.mediator.actor, stepUpAt: new Date(Date.now() - 6 * 60_000) }
  const asked = { itemId: its.item.id, keyId: its.keyIds[0]!, address: null }
  const asks = (who: Someone, actor = who.actor) =>
    work(who, (tx) => revealEvidenceKey(tx, actor, asked, new Date()))
  await expect(asks(its.mediator, late)).rejects.toThrow('step-up-needed')
  const others = [its.registrar, its.manager, its.mediators[1]!, await disputes.anOfficer()]
  for (const who of others) {
    await expect(asks(who)).rejects.toThrow('key-unknown')
    for (const form of [undefined, {}]) expect((await seesKey(who, form)).status).toBe(404)
  }
  expect(await ownersLog()).toEqual(before)
})

test('a key of another license is not shown beside this one, nor one after its evidence was withdrawn', async () => {
  const other = await aCaseWithOtherKeys()
  expect((await visit(evidenceKey.loader, await at(its.claimant, { ...keyPage, keyId: other }))).status).toBe(
    404,
  )
  await owner.db
    .updateTable('evidenceItems')
    .set({ withdrawnAt: new Date() })
    .where('id', '=', its.item.id)
    .execute()
  expect((await seesKey(its.claimant)).status).toBe(404)
})

const at = async (who: Someone, given: Record<string, string>) => ({
  params: given,
  cookie: await cookieFor(worker.db, who),
})

/** A key of the same buyer's, of a license that the case does not name. */
async function aCaseWithOtherKeys() {
  const order = await disputes.aConfirmedOrder({
    buyer: its.claimant,
    vendor: its.respondent,
    lines: [{ quantity: 1, unitPrice: 100n }],
  })
  await disputes.pay(order.id)
  await work(its.respondent, async (tx) => {
    const term = { termStart: '2026-11-01', termEnd: null, maintenanceUntil: null, licenseNo: null }
    const line = { ...term, lineId: order.lineIds[0]!, quantity: 1, channel: 'volume-mak' as const }
    const sent = { remark: null, subcontractorId: null, lines: [line] }
    const { deliveries } = await sendDelivery(tx, its.respondent.actor, order.id, sent)
    const text = 'CANRY-00009-KLMNO-PQRST-UVWXQ'
    await uploadKeys(tx, its.respondent.actor, deliveries[0]!.id, { text, kind: 'single' })
  })
  const { id } = await its.manager.db
    .selectFrom('licenseKeys')
    .select('id')
    .where('tail', '=', 'UVWXQ')
    .executeTakeFirstOrThrow()
  return id
}
