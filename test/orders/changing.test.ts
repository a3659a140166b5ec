import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  actsAlone,
  type Change,
  type ChangedOrder,
  changesOpen,
  reducedBy,
  whyNotChange,
  whyNotDecide,
} from '~/orders/changes/changing'
import { orderLifecycle } from '~/orders/lifecycle'

const line = fc
  .tuple(fc.uuid(), fc.nat(5), fc.nat(5), fc.nat(5), fc.integer({ min: 1, max: 5 }))
  .map(([id, canceled, accepted, sent, open]) => ({
    id,
    canceled,
    accepted,
    delivered: accepted + sent,
    quantity: canceled + accepted + sent + open,
  }))
const lines = fc.array(line, { minLength: 1, maxLength: 4 })
const state = fc.constantFrom(...orderLifecycle.states)
const today = '2026-11-26'
const invoicing = { toInvoice: true, invoiceData: null }

test('nothing is given up beyond what no standing delivery covers, and never everything but by canceling', () => {
  fc.assert(
    fc.property(lines, fc.infiniteStream(fc.nat(8)), (all, wishes) => {
      const less = all
        .map(({ id }) => ({ lineId: id, less: wishes.next().value! }))
        .filter((row) => row.less > 0)
      const order = {
        state: 'funded' as const,
        lines: all,
        noteWaits: false,
        changeWaits: false,
        ...invoicing,
      }
      const code = whyNotChange(order, { kind: 'quantity', lines: less }, today)
      const lessOf = (id: string) => less.find(({ lineId }) => lineId === id)?.less ?? 0
      const fits = all.every((one) => one.delivered + lessOf(one.id) <= one.quantity - one.canceled)
      const some = all.some((one) => one.quantity - one.canceled > lessOf(one.id))
      expect(code === null).toBe(less.length > 0 && fits && some)
    }),
  )
})

test('terminating gives up all that was not accepted, and no accepted unit', () => {
  fc.assert(
    fc.property(lines, (all) => {
      const given = reducedBy({ kind: 'terminate' }, all)
      for (const one of all) expect(given.get(one.id)! + one.accepted + one.canceled).toBe(one.quantity)
    }),
  )
})

test('an order is canceled only before anything was handed over, and nothing changes once it has ended', () => {
  fc.assert(
    fc.property(state, lines, (its, all) => {
      const open = changesOpen({ state: its, lines: all, noteWaits: false, toInvoice: true })
      if (all.some(({ delivered }) => delivered > 0)) expect(open).not.toContain('cancel')
      if (its === 'accepted') expect(open).toEqual(['invoice_data'])
      else if (!['confirmed', 'funded', 'delivered'].includes(its)) expect(open).toEqual([])
    }),
  )
})

test('each change has its time, one waits for another, and a smaller quantity has its limits', () => {
  const one = { id: 'L1', quantity: 10, canceled: 1, delivered: 4, accepted: 4 }
  const whyNot = (change: Change, facts: Partial<ChangedOrder> = {}) =>
    whyNotChange(
      { state: 'funded', lines: [one], noteWaits: false, changeWaits: false, ...invoicing, ...facts },
      change,
      today,
    )
  const later: Change = { kind: 'delivery_date', deliverOn: '2026-11-27' }
  expect(whyNot(later)).toBeNull()
  expect(whyNot({ ...later, deliverOn: today })).toBe('date-past')
  expect(whyNot(later, { changeWaits: true })).toBe('change-waits')
  expect(whyNot(later, { state: 'delivered' })).toBe('change-not-now')
  expect(whyNot({ kind: 'cancel' })).toBe('change-not-now')
  const less = (units: number): Change => ({ kind: 'quantity', lines: [{ lineId: 'L1', less: units }] })
  expect(whyNot(less(5))).toBeNull()
  expect(whyNot(less(6))).toBe('less-than-delivered')
  expect(whyNot({ kind: 'quantity', lines: [] })).toBe('nothing-changed')
  const untouched = { lines: [{ ...one, delivered: 0, accepted: 0 }] }
  expect(whyNot(less(8), untouched)).toBeNull()
  expect(whyNot(less(9), untouched)).toBe('cancel-instead')
  expect(whyNot({ kind: 'cancel' }, untouched)).toBeNull()
})

test('a delivery that waits is decided before the contract is terminated', () => {
  const order = { state: 'delivered' as const, lines: [], noteWaits: true, changeWaits: false, ...invoicing }
  expect(whyNotChange(order, { kind: 'terminate' }, today)).toBe('note-first')
})

test('invoice data change while something is left to invoice, and only to other data', () => {
  const invoice = {
    kind: 'special',
    address: '海曲市港湾路 1 号',
    phone: '0532-1',
    bank: '海曲银行',
    account: '62170001',
    mail: null,
  } as const
  const change: Change = { kind: 'invoice_data', invoice }
  const order = {
    ...{ state: 'accepted' as const, lines: [], noteWaits: false, changeWaits: false },
    ...invoicing,
  }
  expect(whyNotChange(order, change, today)).toBeNull()
  expect(whyNotChange({ ...order, toInvoice: false }, change, today)).toBe('change-not-now')
  expect(whyNotChange({ ...order, state: 'completed' }, change, today)).toBe('change-not-now')
  expect(whyNotChange({ ...order, invoiceData: invoice }, change, today)).toBe('nothing-changed')
  for (const name of ['kind', 'address', 'phone', 'bank', 'account', 'mail'] as const) {
    const before = { ...invoice, [name]: name === 'kind' ? 'ordinary' : 'x' }
    expect(whyNotChange({ ...order, invoiceData: before }, change, today)).toBeNull()
  }
})

test('only the office, or a buyer whose vendor is late, ends a contract alone', () => {
  expect(actsAlone('cancel', 'office', false)).toBe(true)
  expect(actsAlone('terminate', 'enterprise', true)).toBe(true)
  expect(actsAlone('terminate', 'enterprise', false)).toBe(false)
  expect(actsAlone('cancel', 'enterprise', true)).toBe(false)
  expect(actsAlone('terminate', 'vendor', true)).toBe(false)
  expect(actsAlone('quantity', 'office', true)).toBe(false)
})

test('the proposer only takes back, the other side only decides', () => {
  const proposed = { state: 'proposed', proposedSide: 'vendor' } as const
  expect(whyNotDecide(proposed, 'vendor', 'withdraw')).toBeNull()
  expect(whyNotDecide(proposed, 'vendor', 'confirm')).toBe('not-your-side')
  expect(whyNotDecide(proposed, 'enterprise', 'confirm')).toBeNull()
  expect(whyNotDecide(proposed, 'enterprise', 'withdraw')).toBe('not-your-side')
  for (const move of ['confirm', 'refuse', 'withdraw'] as const)
    expect(whyNotDecide(proposed, 'office', move)).toBe('not-your-side')
  expect(whyNotDecide({ ...proposed, state: 'refused' }, 'enterprise', 'confirm')).toBe('already-moved')
})
