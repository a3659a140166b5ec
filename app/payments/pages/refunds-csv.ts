import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDecimal } from '~/kernel/money'
import { payments as en } from '~/texts/en/payments'
import { inLanguage } from '~/texts/spoken'
import { payments as zh } from '~/texts/zh/payments'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { refundFilter } from '../form'
import { listRefunds } from '../refunds/queries.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.refunds' })

/** The refunds of the list under the same filters. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const refunds = await listRefunds(db, refundFilter.parse(Object.fromEntries(url.searchParams)), 20_000)
  const { refunds: texts } = inLanguage(actor.locale, zh, en)
  const head = [
    texts.code,
    texts.payer,
    texts.order,
    texts.cause,
    texts.state,
    texts.amount,
    texts.requestedAt,
  ]
  return csvFile(
    `${texts.title}.csv`,
    head,
    refunds.map((refund) => [
      refund.code,
      refund.payer,
      refund.number,
      texts.causes[refund.cause],
      texts.states[refund.state],
      toDecimal(refund.amount, refund.currency),
      refund.requestedAt.toISOString(),
    ]),
  )
}
