import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { acceptOverdue, rejectDelivery } from '~/orders/accept.server'
import { sendDelivery } from '~/orders/deliver.server'
import * as orderPage from '~/orders/pages/order'
import { admitCase } from '~/mediation/intake/admit.server'
import { fileCase } from '~/mediation/intake/file.server'
import { decideHold } from '~/mediation/holds/deciding.server'
import { headAbove, whoDecides } from '~/mediation/holds/holding'
import { placeProvisional } from '~/mediation/holds/holds.server'
import { moveCase } from '~/mediation/moves.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner, worker } = database
servePages(database.app.pool)
const disputes = disputesOf(database)
const { work } = disputes

const balances = async (except: string) => {
  const { rows } = await sql<{ id: string; balance: bigint }>`
    select id, balance from ledger.accounts where id not like ${`%${except}`} order by id`.execute(owner.db)
  return rows
}
const lineMoney = async (orderId: string) => {
  const { rows } = await sql<{ line: string; paid: bigint; refunded: bigint; held: bigint }>`
    select m.order_line_id as line, m.paid,
      coalesce((select sum(p.amount) from refund_parts p where p.order_line_id = m.order_line_id), 0)::bigint as refunded,
      coalesce((select sum(h.amount) from holds h where h.order_line_id = m.order_line_id and h.state = 'active'), 0)::bigint as held
    from line_money(${orderId}::uuid) m`.execute(owner.db)
  return rows
}

test('whatever is claimed of a line, its hold is at most what was paid and not refunded, and touches that line alone', async () => {
  const neighbor = await disputes.aConfirmedOrder({ lines: [{ quantity: 3, unitPrice: 50_000n }] })
  await disputes.pay(neighbor.id)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.bigInt({ min: 1n, max: 4_000_000n }), { minLength: 1, maxLength: 3 }),
      async (claims) => {
        const its = await disputes.aDraft({
          amount: '100',
          lines: [
            { quantity: 20, unitPrice: 120_000n },
            { quantity: 5, unitPrice: 30_000n },
          ],
        })
        await owner.db.deleteFrom('objections').where('caseId', '=', its.caseId).execute()
        await owner.db
          .insertInto('objections')
          .values(
            claims.map((amount, at) => ({
              caseId: its.caseId,
              no: at + 1,
              subjectKind: 'order_line' as const,
              subjectId: its.order.lineIds[0]!,
              ground: 'not_working' as const,
              remedy: 'refund' as const,
              amount,
            })),
          )
          .execute()
        const others = await balances(its.order.id)
        await work(its.claimant, (tx) => placeProvisional(tx, its.caseId, new Date()))
        await work(its.claimant, (tx) => placeProvisional(tx, its.caseId, new Date()))
        const money = await lineMoney(its.order.id)
        const claimed = claims.reduce((sum, amount) => sum + amount, 0n)
        for (const { line, paid, refunded, held } of money) {
          expect(held <= paid - refunded).toBe(true)
          expect(held).toBe(line === its.order.lineIds[0] ? (claimed < paid ? claimed : paid) : 0n)
        }
        expect(await balances(its.order.id)).toEqual(others)
        expect((await lineMoney(neighbor.id)).map(({ held }) => held)).toEqual([0n])
      },
    ),
    { numRuns: 6 },
  )
}, 120_000)

test('of two cases on one line, the second gets only what the first has left', async () => {
  const first = await disputes.aFiledCase({ amount: '20,000.00' })
  const rest = await disputes.aSecondCase(first, { amount: '10,000.00' })
  expect((await lineMoney(first.order.id))[0]).toMatchObject({ paid: 2_400_000n, held: 2_400_000n })
  expect(rest.amount).toBe(400_000n)
})

test('a rule decides what the record shows, a registrar the rest, and above ¥500,000 the head', async () => {
  const request = { grounds: ['not_working' as const], hasEvidence: true, amount: headAbove }
  expect(whoDecides(request)).toBe('rule')
  expect(whoDecides({ ...request, hasEvidence: false })).toBe('registrar')
  expect(whoDecides({ ...request, grounds: ['service'] })).toBe('registrar')
  expect(whoDecides({ ...request, amount: headAbove + 1n })).toBe('head')

  const its = await disputes.anAdmittedCase({
    amount: '500,000.01',
    quantity: 1,
    lines: [{ quantity: 1, unitPrice: 60_000_000n }],
  })
  const registrar = await disputes.someone('mediation_body', ['registrar'], its.orgId)
  const { id } = await owner.db
    .selectFrom('holdRequests')
    .select('id')
    .where('caseId', '=', its.caseId)
    .executeTakeFirstOrThrow()
  const grant = (by: Someone) => work(by, (tx) => decideHold(tx, by.actor, its.caseId, id, true, null))
  await expect(grant(registrar)).rejects.toMatchObject({ code: 'head-needed' })
  await grant(its.registrar)
  await expect(grant(its.registrar)).rejects.toMatchObject({ code: 'already-moved' })
})

test('a hold ends with its case, whichever way it closes', async () => {
  for (const close of ['withdraw', 'reject'] as const) {
    const its = close === 'reject' ? await disputes.aFiledCase() : await disputes.anAdmittedCase()
    expect((await lineMoney(its.order.id))[0]!.held).toBe(720_000n)
    const by = close === 'reject' ? its.registrar : its.claimant
    await work(by, (tx) => moveCase(tx, its.caseId, close))
    expect((await lineMoney(its.order.id))[0]!.held).toBe(0n)
  }
})

test('an open case over delivered goods stops their acceptance from running out, hold or not; its end gives back the days that were left', async () => {
  const its = await disputes.aDraft({
    ground: 'service',
    lines: [
      { quantity: 20, unitPrice: 120_000n },
      { quantity: 5, unitPrice: 10_000n },
    ],
  })
  const { order, claimant, respondent } = its
  const hand = (at: number) =>
    work(respondent, async (tx) => {
      const { quantity } = (await lineOf(order.lineIds[at]!))!
      const line = { lineId: order.lineIds[at]!, quantity, termStart: '2026-12-01', termEnd: null }
      const more = { maintenanceUntil: null, channel: 'retail' as const, licenseNo: null }
      const note = { remark: null, subcontractorId: null, lines: [{ ...line, ...more }] }
      return (await sendDelivery(tx, respondent.actor, order.id, note)).id
    })
  const lineOf = (id: string) =>
    owner.db.selectFrom('orderLines').select('quantity').where('id', '=', id).executeTakeFirst()
  const [disputed, other] = [await hand(0), await hand(1)]
  await work(claimant, (tx) => fileCase(tx, claimant.actor, its.caseId, 'fit', new Date()))
  const { id: requestId } = await owner.db
    .selectFrom('holdRequests')
    .select('id')
    .where('caseId', '=', its.caseId)
    .executeTakeFirstOrThrow()
  await work(its.registrar, (tx) => admitCase(tx, its.registrar.actor, its.caseId))
  await work(its.registrar, (tx) =>
    decideHold(tx, its.registrar.actor, its.caseId, requestId, false, '金额不大'),
  )

  const over = new Date(Date.now() - 1000)
  await owner.db
    .updateTable('deliveryNotes')
    .set({ acceptDue: over })
    .where('id', 'in', [disputed, other])
    .execute()
  const tick = () => worker.db.transaction().execute((tx) => acceptOverdue(tx, new Date()))
  const noteOf = (id: string) =>
    owner.db
      .selectFrom('deliveryNotes')
      .select(['state', 'acceptDue'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  await tick()
  expect((await noteOf(other)).state).toBe('accepted')
  expect((await noteOf(disputed)).state).toBe('sent')
  const { acceptancePausedBy } = await owner.db
    .selectFrom('orders')
    .select('acceptancePausedBy')
    .where('id', '=', order.id)
    .executeTakeFirstOrThrow()
  expect(acceptancePausedBy).toBe(its.caseId)

  const seen = async (someone: Someone) => {
    const cookie = await cookieFor(worker.db, someone)
    const { data } = await visit(orderPage.loader, { cookie, params: { orderId: order.id } })
    return data as { dispute: unknown; notes: { id: string; waits: boolean }[] }
  }
  const colleague = await disputes.someone('enterprise', ['buyer'], claimant.orgId)
  expect(await seen(claimant)).toMatchObject({ dispute: { id: its.caseId } })
  const outside = await seen(colleague)
  expect(outside).toMatchObject({ dispute: null, notes: [{ id: disputed, waits: true }, { waits: false }] })
  expect(JSON.stringify(outside, (_, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(its.caseId) // oxfmt-ignore

  const keepsOpen = (deed: Promise<unknown>) => expect(deed).rejects.toThrow('rolled back')
  await keepsOpen(
    work(claimant, async (tx) => {
      await rejectDelivery(tx, claimant.actor, disputed, { reason: '仍无法激活' })
      throw new Error('rolled back')
    }),
  )
  await work(claimant, (tx) => moveCase(tx, its.caseId, 'withdraw'))
  const resumed = await noteOf(disputed)
  expect(resumed.state).toBe('sent')
  expect(resumed.acceptDue > new Date()).toBe(true)
  await tick()
  expect((await noteOf(disputed)).state).toBe('sent')
  await worker.db.transaction().execute((tx) => acceptOverdue(tx, resumed.acceptDue))
  expect((await noteOf(disputed)).state).toBe('accepted')
})
