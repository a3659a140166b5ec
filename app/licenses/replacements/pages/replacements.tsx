import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Day } from '~/design/day'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { addDays, startOf } from '~/kernel/workdays'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { SoldTo } from '../../keys/parts/sold-to'
import { SupplyTabs } from '../../keys/parts/supply-tabs'
import { useLicensesTexts } from '../../parts/texts'
import { ReplacementChip } from '../parts/replacement-chip'
import { listReplacements } from '../queries.server'

export const handle = page({ access: 'license.supply', title: 'licenses.replacements' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, now } = await enter(args, handle)
  return { now, rows: await listReplacements(db) }
}

export default function Replacements() {
  const { now, rows } = useLoaderData<typeof loader>()
  const texts = useLicensesTexts().replacements
  const format = useFormat()
  const waiting = rows.filter(({ state }) => state === 'open').length
  return (
    <>
      <PageHead title={texts.title} sentence={waiting > 0 ? texts.waiting(waiting) : texts.lead} />
      <SupplyTabs />
      <div className="mt-6">
        <Table
          caption={texts.title}
          rows={rows}
          rowKey={({ id }) => id}
          rowTo={({ id }) => `/supplied/replacements/${id}`}
          total={rows.length}
          empty={<Empty title={texts.none} why={texts.noneWhy} icon="box" />}
          columns={[
            {
              key: 'product',
              head: texts.product,
              cell: (row) => <SoldTo its={row} />,
            },
            {
              key: 'license',
              head: texts.license,
              cell: ({ entitlementNo, orderNo }) => (
                <>
                  <span className="figure">{entitlementNo}</span>
                  <span className="figure block text-sm text-ink-soft">{orderNo}</span>
                </>
              ),
            },
            {
              key: 'quantity',
              head: texts.quantity,
              type: 'number',
              cell: ({ quantity }) => format.number(quantity),
            },
            {
              key: 'due',
              head: texts.due,
              type: 'date',
              cell: ({ dueOn, state }) =>
                state === 'open' ? (
                  <Deadline at={startOf(addDays(dueOn, 1))} now={now} />
                ) : (
                  <Day on={dueOn} />
                ),
            },
            {
              key: 'state',
              head: texts.state,
              type: 'chip',
              narrow: 'end',
              cell: ({ state }) => <ReplacementChip state={state} />,
            },
          ]}
        />
      </div>
    </>
  )
}
