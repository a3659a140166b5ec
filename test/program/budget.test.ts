import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, addDays } from '~/kernel/workdays'
import { whyNotBook } from '~/program/budget/booking'
import * as csv from '~/program/budget/pages/budget-csv'
import * as page from '~/program/budget/pages/budget'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf } from '../support/people'

const { owner, app, worker, ...rest } = await aDatabase()
const { anOfficer, aBuyer, someone } = peopleOf({ owner, app, worker, ...rest })
servePages(app.pool)
const [office, auditor, buyer] = await Promise.all(
  [await anOfficer(), await someone('agency', ['auditor']), await aBuyer()].map((who) =>
    cookieFor(worker.db, who),
  ),
)
const today = dayOf(new Date())
const year = today.slice(0, 4)

const post = (form: Record<string, string>, cookie = office) => visit(page.action, { cookie: cookie!, form })
const lines = async (cookie = office) => {
  const { data } = await visit(page.loader, { cookie: cookie! })
  return (data as { lines: { id: string; name: string; planned: bigint; spent: bigint }[] }).lines
}
const book = (lineId: string, more: Record<string, string> = {}) =>
  post({
    move: 'spend',
    lineId,
    direction: 'out',
    amount: '300',
    voucherNo: '记-1',
    spentOn: today,
    remark: '',
    ...more,
  })
const refusalOf = ({ data }: { data: unknown }) =>
  (data as { refusal: { code: string } | null } | null)?.refusal?.code

test('what was spent of a line is the sum of its vouchers, and each voucher counts once', async () => {
  await post({ move: 'line', year, name: '会议', planned: '1000' })
  const { id } = (await lines())[0]!
  // Of two who book one voucher at once the second is refused.
  const outcomes = await Promise.all([book(id), book(id)])
  expect(outcomes.map(refusalOf).filter(Boolean)).toEqual(['voucher-booked'])
  await book(id, { voucherNo: '记-2', amount: '120.50' })
  await book(id, { voucherNo: '记-3', amount: '20.50', direction: 'back' })
  expect(await lines()).toMatchObject([{ name: '会议', planned: 100_000n, spent: 40_000n }])
  expect(refusalOf(await book(id, { voucherNo: '记-4', amount: '401', direction: 'back' }))).toBe(
    'more-back-than-spent',
  )
  expect(refusalOf(await book(id, { voucherNo: '记-5', spentOn: addDays(today, 1) }))).toBe(
    'spending-to-come',
  )
  expect(refusalOf(await book(id, { voucherNo: '记-6', spentOn: '2020-01-02' }))).toBe(
    'spending-of-other-year',
  )
})

test('whatever is booked, a line never spent less than nothing', () => {
  const booking = fc.record({
    amount: fc.bigInt({ min: -5n, max: 5n }),
    voucher: fc.integer({ min: 1, max: 9 }).map(String),
  })
  fc.assert(
    fc.property(fc.array(booking), (bookings) => {
      let line = { year: Number(year), spent: 0n, vouchers: [] as string[] }
      for (const { amount, voucher } of bookings) {
        if (whyNotBook({ spentOn: today, amount }, voucher, line, today)) continue
        line = { ...line, spent: line.spent + amount, vouchers: [...line.vouchers, voucher] }
      }
      expect(line.spent >= 0n).toBe(true)
      expect(new Set(line.vouchers).size).toBe(line.vouchers.length)
    }),
  )
})

test('the budget is the office’s: an auditor reads it and books nothing, nobody else sees it', async () => {
  expect((await lines(auditor)).length).toBe(1)
  const form = { move: 'line', year, name: '其他', planned: '5' }
  expect((await post(form, auditor)).status).toBe(403)
  expect((await post(form, buyer)).status).toBe(404)
  for (const { loader } of [page, csv]) expect((await visit(loader, { cookie: buyer! })).status).toBe(404)
  expect((await lines()).length).toBe(1)
})
