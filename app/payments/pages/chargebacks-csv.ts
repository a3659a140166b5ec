import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDecimal } from '~/kernel/money'
import { payments as en } from '~/texts/en/payments'
import { inLanguage } from '~/texts/spoken'
import { payments as zh } from '~/texts/zh/payments'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listChargebacks } from '../stripe/office.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.chargebacks' })

/** All chargebacks, as the list shows them. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const chargebacks = await listChargebacks(db, 20_000)
  const { chargebacks: texts } = inLanguage(actor.locale, zh, en)
  const head = [
    'dispute',
    texts.order,
    texts.payer,
    texts.reason,
    texts.state,
    texts.opened,
    texts.due,
    texts.closed,
    texts.amount,
    texts.withdrawn,
    texts.fee,
    texts.currency,
  ]
  return csvFile(
    `${texts.title}.csv`,
    head,
    chargebacks.map((row) => [
      row.disputeId,
      row.number,
      row.payer,
      texts.reasons[row.reason] ?? row.reason,
      texts.states[row.state],
      row.openedAt.toISOString(),
      row.dueAt?.toISOString(),
      row.closedAt?.toISOString(),
      toDecimal(row.amount, row.currency),
      toDecimal(row.withdrawn, row.currency),
      toDecimal(row.fee, row.currency),
      row.currency,
    ]),
  )
}
