import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { listKeys } from '~/licenses/entitlements/queries.server'
import { uploadKeys } from '~/licenses/keys/keys.server'
import { deliverReplacement } from '~/licenses/replacements/commands.server'
import { replacementForm } from '~/licenses/replacements/form'
import { markKeys } from '~/licenses/replacements/marking.server'
import { listReplacements } from '~/licenses/replacements/queries.server'
import { readItem } from '~/mediation/evidence/reading.server'
import { admitCase } from '~/mediation/intake/admit.server'
import { acceptCase } from '~/mediation/intake/respond.server'
import { confirmObligation } from '~/mediation/settlements/fulfilling.server'
import { settleLine } from '~/payments/matching/settle-line.server'
import { preparePayout } from '~/payments/payouts/payout.server'
import { listPayable } from '~/payments/payouts/queries.server'
import { approveRefund, prepareRefund, sendRefund } from '~/payments/refunds/refund.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { moneyOf } from '../support/money'

const database = await aDatabase()
const { owner } = database
const disputes = disputesOf(database)
const money = await moneyOf(database)
const { officer, second, bank, house } = money
const { work, dueOn } = disputes

const heldOf = async (orderId: string) => {
  const { rows } = await sql<{ held: bigint }>`
    select coalesce(sum(h.amount), 0)::bigint as held from holds h join order_lines l on l.id = h.order_line_id
    where l.order_id = ${orderId}::uuid and h.state = 'active'`.execute(owner.db)
  return rows[0]!.held
}

let numbers = 0
const keys = (many: number) =>
  Array.from({ length: many }, () => `SEATS-BBBBB-CCCCC-DDDDD-${String((numbers += 1)).padStart(5, '0')}`)

const deliveryOf = async (orderId: string) => {
  const { rows } = await sql<{ deliveryId: string; entitlementId: string }>`
    select d.id as delivery_id, e.id as entitlement_id from deliveries d join entitlements e on e.delivery_id = d.id
    where d.order_id = ${orderId}::uuid`.execute(owner.db)
  return rows[0]!
}

const licensesOf = async (orderId: string) => {
  const { rows } = await sql<{ units: number }>`
    select coalesce(sum(n.quantity), 0)::int as units from entitlements n
    join purchase_records r on r.id = n.purchase_record_id join order_lines l on l.id = r.order_line_id
    where l.order_id = ${orderId}::uuid and n.state = 'active'`.execute(owner.db)
  return rows[0]!.units
}

test('20 seats for ¥24,000.00, 14 of them work: the record is evidence, ¥7,200.00 waits, the others’ money does not, and 4 new keys and 2 refunds later the case closes by the clock', async () => {
  const vendor = await disputes.aVendor()
  await money.payee(vendor)
  const others = []
  for (let n = 0; n < 3; n += 1) others.push(await money.aPayableOrder({ vendor, lines: [{ quantity: 7, unitPrice: 33_333n }] })) // oxfmt-ignore
  const its = await disputes.aFiledCase({
    vendor,
    pay: async (order) => {
      await money.pay(order)
      await money.deliver(order)
    },
  })
  const { caseId, order, claimant, respondent } = its
  const { deliveryId, entitlementId } = await deliveryOf(order.id)
  await work(vendor, (tx) => uploadKeys(tx, vendor.actor, deliveryId, { text: keys(20).join('\n'), kind: 'single' })) // oxfmt-ignore
  const manager = await disputes.someone('enterprise', ['asset_manager'], order.buyer.orgId)
  const faulty = (await listKeys(manager.db, entitlementId)).slice(2, 8)
  await work(manager, (tx) => markKeys(tx, entitlementId, faulty.map(({ id }) => id), true)) // oxfmt-ignore

  const { rows: snapshots } = await sql<{ kind: string }>`
    select subject_kind as kind from evidence_items where case_id = ${caseId}::uuid order by 1`.execute(
    owner.db,
  )
  expect(snapshots.map(({ kind }) => kind)).toEqual(['entitlement', 'order', 'purchase_record'])
  expect(await heldOf(order.id)).toBe(720_000n)
  expect(await licensesOf(order.id)).toBe(20)

  const ids = others.map(({ id }) => id)
  const payable = await listPayable(officer.db, ids)
  const payoutId = await work(officer, (tx) => preparePayout(tx, officer.actor, ids))
  const { amount } = await owner.db.selectFrom('payouts').select('amount').where('id', '=', payoutId).executeTakeFirstOrThrow() // oxfmt-ignore
  expect(amount).toBe(payable.reduce((sum, one) => sum + one.payable, 0n))
  expect(payable).toHaveLength(3)

  await work(its.registrar, (tx) => admitCase(tx, its.registrar.actor, caseId))
  await work(respondent, (tx) => acceptCase(tx, caseId))
  const [reissue, refund] = await disputes.settled(its, [
    { kind: 'reissue', debtor: 'respondent', quantity: '4', dueOn },
    { kind: 'refund', debtor: 'respondent', quantity: '2', amount: '2400.00', dueOn },
  ])

  const open = () =>
    owner.db.selectFrom('obligations').select(['state', 'answer']).where('caseId', '=', caseId).orderBy('no').execute() // oxfmt-ignore
  expect(await open()).toEqual([
    { state: 'open', answer: 'not_yet' },
    { state: 'open', answer: 'not_yet' },
  ])
  await expect(work(claimant, (tx) => confirmObligation(tx, claimant.actor, caseId, reissue!.id))).rejects.toMatchObject({ code: 'checked-by-facts' }) // oxfmt-ignore
  const [asking] = await listReplacements(vendor.db)
  expect(asking).toMatchObject({ quantity: 4, held: 20, keys: 20, faultyTails: faulty.map(({ tail }) => tail), state: 'open', dueOn }) // oxfmt-ignore
  const values = replacementForm.parse({ kind: 'single', keys: keys(4).join('\n') })
  await work(vendor, (tx) => deliverReplacement(tx, vendor.actor, asking!.id, values))
  await disputes.letReact()
  expect((await open())[0]).toEqual({ state: 'met', answer: 'met' })
  const credits = await owner.db.selectFrom('obligationCredits').select(['factKind', 'quantity']).where('obligationId', '=', reissue!.id).execute() // oxfmt-ignore
  expect(credits).toEqual([{ factKind: 'entitlement', quantity: 4 }])
  expect(await licensesOf(order.id)).toBe(20)
  const asked = await owner.db
    .selectFrom('refunds')
    .select(['id', 'code', 'amount'])
    .where('causeId', '=', refund!.id)
    .executeTakeFirstOrThrow()
  expect(asked.amount).toBe(240_000n)
  await work(officer, (tx) => prepareRefund(tx, officer.actor, asked.id, null))
  await work(second, (tx) => approveRefund(tx, second.actor, asked.id))
  await work(officer, (tx) => sendRefund(tx, asked.id))
  const [line] = await bank.receive(officer, house, [{ amount: 240_000n, direction: 'D', remark: asked.code }]) // oxfmt-ignore
  await work(officer, (tx) => settleLine(tx, officer.actor, line!))
  await disputes.letReact()

  expect(await disputes.stateOfCase(caseId)).toBe('closed_fulfilled')
  const { rows: last } = await sql<{ by: string; move: string }>`
    select e.actor_kind as by, b.body::jsonb ->> 'move' as move from events e join event_bodies b on b.event_id = e.id
    where e.subject_id = ${caseId}::uuid and e.kind = 'case.closed' order by e.id desc limit 1`.execute(
    owner.db,
  )
  expect(last).toEqual([{ by: 'clock', move: 'fulfill' }])
  expect(await heldOf(order.id)).toBe(0n)
  expect(await licensesOf(order.id)).toBe(18)
  const { rows: alive } = await sql<{ keys: number; faulty: number }>`
    select (count(*) filter (where state <> 'revoked'))::int as keys,
           (count(*) filter (where state <> 'revoked' and faulty_at is not null))::int as faulty
    from license_keys where org_id = ${order.buyer.orgId}::uuid`.execute(owner.db)
  expect(alive).toEqual([{ keys: 18, faulty: 0 }])
  // The evidence keeps the twenty of the filing, beside what they have come to.
  const { rows: shot } = await sql<{ id: string }>`
    select id from evidence_items where case_id = ${caseId}::uuid and subject_kind = 'entitlement'`.execute(
    owner.db,
  )
  for (const side of [claimant, respondent]) {
    const item = (await readItem(side.db, caseId, shot[0]!.id))!
    expect(item.licenseNow).toMatchObject({ quantity: 18, replaced: 4, state: 'active' })
    expect(item.versions[0]!.record).toContain('20')
  }
  const stranger = await disputes.anApprover()
  const { rows: foreign } = await sql`select * from license_now(${shot[0]!.id}::uuid)`.execute(stranger.db)
  expect(foreign).toEqual([])
  const { rows: ledger } = await sql<{ sum: bigint }>`select sum(amount)::bigint as sum from ledger.entries`.execute(owner.db) // oxfmt-ignore
  expect(ledger[0]!.sum).toBe(0n)
})
