import type { LoaderFunctionArgs } from '@remix-run/node'
import { payments as en } from '~/texts/en/payments'
import { inLanguage } from '~/texts/spoken'
import { payments as zh } from '~/texts/zh/payments'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { instructionRows } from '../instruction'
import { listRefunds } from '../refunds/queries.server'

export const handle = page({ access: 'payment.book', title: 'payments.refund' })

/** Approved refunds by bank as the bank's batch form. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const refunds = await listRefunds(db, { state: 'approved' })
  const { payouts: texts, refunds: own } = inLanguage(actor.locale, zh, en)
  const payments = refunds
    .filter(({ rail }) => rail === 'bank')
    .map(({ payeeName, payeeAccount, payeeBank, ...refund }) => ({
      ...refund,
      holder: payeeName,
      account: payeeAccount,
      bank: payeeBank,
      cnaps: null,
    }))
  const words = { purpose: texts.refundPurpose, control: texts.control }
  return csvFile(`${own.title}.csv`, texts.csvHead, instructionRows(payments, words))
}
