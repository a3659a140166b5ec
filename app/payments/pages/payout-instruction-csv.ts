import type { LoaderFunctionArgs } from '@remix-run/node'
import { payments as en } from '~/texts/en/payments'
import { inLanguage } from '~/texts/spoken'
import { payments as zh } from '~/texts/zh/payments'
import { csvFile } from '~/web/csv.server'
import { enter, notFound } from '~/web/enter.server'
import { page } from '~/web/page'
import { instructionRows } from '../instruction'
import { listPayouts } from '../payouts/queries.server'

export const handle = page({ access: 'payment.book', title: 'payments.payout' })

/** Approved payouts as the bank's batch form: one of them, or all that were not sent yet. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const approved = await listPayouts(db, { states: ['approved'], rail: 'bank' }, 1_000)
  const asked = params.payoutId ? approved.filter(({ id }) => id === params.payoutId) : approved
  if (params.payoutId && asked.length === 0) throw notFound()
  const { payouts: texts } = inLanguage(actor.locale, zh, en)
  const payments = asked.map(({ gross, clawback, ...payout }) => ({ ...payout, amount: gross - clawback }))
  return csvFile(`${texts.title}.csv`, texts.csvHead, instructionRows(payments, texts))
}
