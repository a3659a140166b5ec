import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { decideHold } from '~/mediation/holds/deciding.server'
import { headAbove, whoDecides } from '~/mediation/holds/holding'
import { placeProvisional } from '~/mediation/holds/holds.server'
import { moveCase } from '~/mediation/moves.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner } = database
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
