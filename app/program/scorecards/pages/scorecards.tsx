import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { usePeriod } from '../../parts/days'
import { useScorecardTexts } from '../parts/texts'
import { listNewest } from '../queries.server'
import { ratesOf } from '../rating'

export const handle = page({ access: 'scorecard.read', title: 'program.scorecards' })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  return { rows: (await listNewest(db)).map((row) => ({ ...row, rates: ratesOf(row.figures) })) }
}

export default function Scorecards() {
  const { rows } = useLoaderData<typeof loader>()
  const texts = useScorecardTexts()
  const format = useFormat()
  const named = useNamed()
  const period = usePeriod()
  const tenths = (value: number | null) =>
    value === null ? texts.few : format.number(Math.round(value * 10) / 10)
  const percent = (share: number | null) => (share === null ? texts.few : format.percent(share))
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <Table
        caption={texts.title}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ vendorId }) => `/office/scorecards/${vendorId}`}
        total={rows.length}
        csv="/office/scorecards.csv"
        empty={<Empty icon="chart" title={texts.noCards} why={texts.noCardsWhy} />}
        columns={[
          { key: 'vendor', head: texts.vendor, cell: ({ vendor, vendorEn }) => named(vendor, vendorEn) },
          {
            key: 'period',
            head: texts.period,
            type: 'date',
            narrow: 'hidden',
            extra: true,
            cell: (row) => period(row),
          },
          {
            key: 'onTime',
            head: texts.heads.onTime,
            type: 'number',
            narrow: 'end',
            cell: ({ rates }) => percent(rates.onTime),
          },
          {
            key: 'rejected',
            head: texts.heads.rejected,
            type: 'number',
            cell: ({ rates }) => percent(rates.rejected),
          },
          {
            key: 'answerDays',
            head: texts.heads.answerDays,
            type: 'number',
            cell: ({ rates }) => tenths(rates.answerDays),
          },
          {
            key: 'breaches',
            head: texts.heads.breaches,
            type: 'number',
            cell: ({ rates }) => format.number(rates.breaches),
          },
          {
            key: 'cases',
            head: texts.heads.cases,
            type: 'number',
            cell: ({ rates }) => tenths(rates.casesPerHundred),
          },
          { key: 'comment', head: texts.heads.comment, cell: ({ comment }) => comment && texts.commented },
        ]}
      />
    </>
  )
}
