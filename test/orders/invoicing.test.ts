import fc from 'fast-check'
import { expect, test } from 'vitest'
import { issueForm, requestForm } from '~/orders/invoices/form'
import {
  headOf,
  redLines,
  taxCodeOf,
  whyNotInvoice,
  withRests,
  whyNotMove,
  whyNotRedIssue,
  withTax,
} from '~/orders/invoices/invoicing'
import { invoiceLifecycle } from '~/orders/lifecycle'

const line = fc.record({
  gross: fc.bigInt({ min: 1n, max: 10_000n }),
  taxBps: fc.constantFrom(100, 600, 1300),
  quantity: fc.integer({ min: 1, max: 9 }),
})
const lines = fc
  .array(line, { minLength: 1, maxLength: 4 })
  .map((all) =>
    all.map((one, at) =>
      withTax({ ...one, no: at + 1, orderLineId: null, taxCode: taxCodeOf.software_product, text: '软件' }),
    ),
  )

test('net and tax of every line make its gross, and the head is the sum of the lines', () => {
  fc.assert(
    fc.property(lines, (all) => {
      for (const { net, tax, gross } of all) expect(net + tax).toBe(gross)
      const head = headOf(all)
      expect(head.net + head.tax).toBe(head.gross)
    }),
  )
})

test('a red letter gives back exactly its amount, no line more than it cost, and the whole with its whole tax', () => {
  fc.assert(
    fc.property(lines, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
      const { gross } = headOf(all)
      const amount = BigInt(Math.max(1, Math.ceil(Number(gross) * share)))
      const red = redLines(all, amount)
      expect(headOf(red).gross).toBe(-amount)
      for (const { net, tax, gross: own } of red) expect(net + tax).toBe(own)
      if (amount === gross)
        expect(headOf(red)).toEqual({ net: -headOf(all).net, tax: -headOf(all).tax, gross: -gross })
    }),
  )
})

test('what is left to invoice is what a line costs less what was invoiced and given back, never below nothing', () => {
  const of = { unitPrice: 100n, quantity: 10, canceled: 2, corrected: 0n, share: 0n, invoiced: 0n }
  const rests = (...lines: Partial<typeof of>[]) =>
    withRests(lines.map((line) => ({ ...of, ...line }))).map(({ rest }) => rest)
  expect(rests({})).toEqual([800n])
  expect(rests({ invoiced: 300n, corrected: 100n })).toEqual([400n])
  expect(rests({ invoiced: 900n })).toEqual([0n])
  expect(rests({ share: 20n, invoiced: 300n })).toEqual([480n])
  expect(whyNotInvoice({ state: 'placed' }, withRests([of]))).toBe('invoice-not-now')
  expect(whyNotInvoice({ state: 'accepted' }, withRests([{ ...of, invoiced: 800n }]))).toBe(
    'nothing-to-invoice',
  )
  // Of two lines invoiced whole one was canceled, and its red letter took half from each: nothing is left to invoice.
  expect(rests({ invoiced: 400n }, { canceled: 10, invoiced: 400n })).toEqual([0n, 0n])
  expect(rests({ invoiced: 700n }, { invoiced: 900n }, { invoiced: 0n })).toEqual([100n, 0n, 700n])
})

test('each side makes its own moves; whoever asked for a red letter does not confirm it', () => {
  const invoice = { state: 'red_requested', redOf: null, left: 1n, redBy: 'issuer' } as const
  expect(whyNotMove(invoice, 'confirm_red', 'issuer')).toBe('not-your-side')
  expect(whyNotMove(invoice, 'confirm_red', 'buyer')).toBeNull()
  expect(whyNotMove({ ...invoice, state: 'delivered' }, 'use', 'issuer')).toBe('not-your-side')
  expect(whyNotMove({ ...invoice, state: 'requested' }, 'refuse', 'buyer')).toBe('not-your-side')
  expect(whyNotMove({ ...invoice, state: 'delivered', redOf: 'x' }, 'request_red', 'issuer')).toBe(
    'red-stays-red',
  )
  for (const state of invoiceLifecycle.states)
    expect(whyNotMove({ ...invoice, state }, 'use', null)).not.toBeNull()
})

test('a red letter over an invoice in use waits for the other side', () => {
  expect(whyNotRedIssue({ state: 'red_requested', used: true })).toBe('red-not-confirmed')
  expect(whyNotRedIssue({ state: 'red_requested', used: false })).toBeNull()
  expect(whyNotRedIssue({ state: 'red_confirmed', used: true })).toBeNull()
  expect(whyNotRedIssue({ state: 'delivered', used: false })).toBe('red-not-asked')
})

test('a special invoice needs all of the buyer; numbers fit their medium; a digital one comes with a file', () => {
  const blank = { address: '', phone: '', bank: '', account: '', mail: '' }
  expect(requestForm.safeParse({ kind: 'ordinary', ...blank }).success).toBe(true)
  expect(
    requestForm.safeParse({ kind: 'special', ...blank }).error!.issues.map(({ path }) => path[0]),
  ).toEqual(['address', 'phone', 'bank', 'account'])
  const pdf = new File(['%PDF-1.7'], 'a.pdf')
  const issue = (values: object) =>
    issueForm.safeParse({
      medium: 'digital',
      number: '2'.repeat(20),
      issuedOn: '2026-11-26',
      lines: [],
      pdf,
      ...values,
    })
  expect(issue({}).success).toBe(true)
  expect(issue({ pdf: null }).error!.issues[0]!.message).toBe('invoice-file-needed')
  expect(issue({ number: '2'.repeat(19) }).error!.issues[0]!.message).toBe('invoice-number-digital')
  expect(issue({ medium: 'paper', number: '12345678' }).error!.issues[0]!.message).toBe('invoice-code-form')
  expect(issue({ medium: 'paper', number: '1234 5678', code: '1'.repeat(12) }).success).toBe(true)
})
