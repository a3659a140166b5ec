import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import type { Meaning } from '~/design/meaning'
import { Moment } from '~/design/moment'
import { Money } from '~/design/money'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { ViewTabs } from '~/design/view-tabs'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { bankPayoutFilter } from '../form'
import { StripeBanner } from '../parts/stripe-banner'
import { usePaymentsTexts } from '../parts/texts'
import { countBankPayouts, listBankPayouts } from '../stripe/office.server'
import { bankPayoutViews, standingOfBankPayout } from '../stripe/seen-in-bank'
import { stripeRail } from '../stripe/rail.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.online-payouts' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, url } = await enter(args, handle)
  const { view } = bankPayoutFilter.parse(Object.fromEntries(url.searchParams))
  const [payouts, counts] = [await listBankPayouts(db, view), await countBankPayouts(db)]
  return { payouts, counts, mode: stripeRail()?.mode ?? null }
}

const meanings: Record<ReturnType<typeof standingOfBankPayout>, Meaning> = {
  on_its_way: 'info',
  paid: 'attention',
  seen: 'ok',
  failed: 'risk',
}

export default function OnlinePayouts() {
  const { payouts, counts, mode } = useLoaderData<typeof loader>()
  const { explorer: texts, bankPayouts } = usePaymentsTexts()
  const format = useFormat()
  const count = { transit: counts.waiting, failed: counts.failed }
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/online' }]}
        title={bankPayouts.title}
        sentence={
          counts.waiting === 0
            ? bankPayouts.allSeen
            : bankPayouts.lead(format.number(counts.waiting), format.money(counts.fen, 'CNY'))
        }
      />
      <div className="mb-4">
        <StripeBanner mode={mode} />
      </div>
      <ViewTabs
        label={bankPayouts.title}
        name="view"
        tabs={bankPayoutViews.map((value) => ({
          value,
          label: bankPayouts.views[value],
          ...(value in count && { count: count[value as keyof typeof count] }),
        }))}
      />
      <Table
        caption={bankPayouts.title}
        rows={payouts}
        rowKey={({ id }) => id}
        total={payouts.length}
        csv="/office/online/payouts.csv"
        empty={<Empty title={bankPayouts.empty} why={bankPayouts.emptyWhy} icon="card" />}
        columns={[
          {
            key: 'id',
            head: bankPayouts.payout,
            narrow: 'title',
            cell: ({ id }) => <code className="figure text-sm break-all">{id}</code>,
          },
          { key: 'at', head: texts.created, type: 'date', cell: ({ created }) => <Moment at={created} /> },
          {
            key: 'arrives',
            head: bankPayouts.arrives,
            type: 'date',
            named: true,
            cell: ({ arrivesOn }) => arrivesOn && <Day on={arrivesOn} />,
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            cell: (row) => {
              const standing = standingOfBankPayout(row)
              return <Chip meaning={meanings[standing]}>{bankPayouts.standings[standing]}</Chip>
            },
          },
          {
            key: 'line',
            head: bankPayouts.line,
            cell: ({ lineId, seenAt, bank, accountNumber, failure, state }) =>
              lineId && seenAt ? (
                <TextLink to={`/office/matching/${lineId}`}>
                  {bank} {accountNumber?.slice(-4)} · <Moment at={seenAt} day />
                </TextLink>
              ) : state === 'failed' ? (
                <span className="text-sm text-ink-soft">
                  {(bankPayouts.failures as Record<string, string>)[failure ?? ''] ?? failure}
                </span>
              ) : (
                '—'
              ),
          },
          {
            key: 'amount',
            head: texts.amount,
            type: 'money',
            narrow: 'end',
            cell: ({ amount, currency }) => <Money fen={amount} currency={currency} />,
          },
        ]}
      />
    </>
  )
}
