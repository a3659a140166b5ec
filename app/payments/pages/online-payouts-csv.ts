import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDecimal } from '~/kernel/money'
import { payments as en } from '~/texts/en/payments'
import { inLanguage } from '~/texts/spoken'
import { payments as zh } from '~/texts/zh/payments'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { bankPayoutFilter } from '../form'
import { listBankPayouts } from '../stripe/office.server'
import { standingOfBankPayout } from '../stripe/seen-in-bank'

export const handle = page({ access: 'payment.oversee', title: 'payments.online-payouts' })

/** What the provider paid to our own account, with the bank's serial number of each line that shows it. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const { view } = bankPayoutFilter.parse(Object.fromEntries(url.searchParams))
  const { bankPayouts: texts } = inLanguage(actor.locale, zh, en)
  const rows = (await listBankPayouts(db, view, 20_000)).map((payout) => [
    payout.id,
    payout.created.toISOString(),
    payout.arrivesOn,
    texts.standings[standingOfBankPayout(payout)],
    payout.failure,
    payout.accountNumber,
    payout.serialNo,
    payout.seenAt?.toISOString(),
    toDecimal(payout.amount, payout.currency),
    payout.currency,
  ])
  return csvFile(`${texts.title}.csv`, texts.csv, rows)
}
