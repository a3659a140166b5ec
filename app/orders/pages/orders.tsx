import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useLocale } from '~/design/locale'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Saving } from '~/design/saving'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { orderLifecycle } from '../lifecycle'
import { orderFilter } from '../listing'
import { type ListedOrder, listOrders } from '../listing.server'
import { OrderChip } from '../parts/state-chip'
import { useOrdersTexts } from '../parts/texts'

export const handle = page({ access: 'order.read', title: 'orders.list' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const asked = orderFilter.parse(Object.fromEntries(url.searchParams))
  const side = actor.kind === 'enterprise' || actor.kind === 'vendor' ? actor.kind : 'office'
  return { ...(await listOrders(db, actor, asked)), asked, now, side } as const
}

export default function Orders() {
  const { rows, total, next, asked, now, side } = useLoaderData<typeof loader>()
  const all = useOrdersTexts()
  const texts = all.list
  const format = useFormat()
  const named = useNamed()
  const zh = useLocale() === 'zh'
  const goodsOf = ({ goods }: ListedOrder) => {
    const [first, ...more] = (goods ?? []).map((one) => (zh ? one.zh : one.en))
    return more.length === 0
      ? first
      : texts.goodsMore(first!, format.number(zh ? more.length + 1 : more.length))
  }
  const enterprise = (row: ListedOrder) => named(row.enterpriseName, row.enterpriseNameEn)
  const vendor = (row: ListedOrder) => named(row.vendorName, row.vendorNameEn)
  const filtered = asked.q !== undefined || asked.state !== undefined || asked.view !== undefined
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead[side]} />
      <Filters
        views={[
          { label: texts.views.all, search: '?' },
          {
            label: texts.views.waiting[side === 'office' ? 'office' : 'own'],
            search: '?view=waiting&sort=due',
          },
          { label: texts.views.open, search: '?view=open' },
        ]}
        filters={[
          { name: 'q', label: texts.search, type: 'search', placeholder: texts.searchHint },
          {
            name: 'state',
            label: texts.state,
            type: 'choice',
            any: texts.anyState,
            options: orderLifecycle.states.map((value) => ({ value, label: all.states[value] })),
          },
        ]}
      />
      <Table
        caption={texts.title}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/orders/${id}`}
        total={total}
        paging={{ after: next }}
        csv="/orders.csv"
        empty={
          filtered ? (
            <Empty title={texts.nothing} why={texts.nothingWhy} icon="filter" />
          ) : (
            <Empty
              title={texts.empty}
              why={texts.emptyWhy[side]}
              icon="document"
              action={<LinkButton to="/rounds">{texts.toRounds}</LinkButton>}
            />
          )
        }
        columns={[
          {
            key: 'number',
            head: texts.number,
            cell: ({ number }) => <span className="figure">{number}</span>,
          },
          ...(side === 'vendor' || side === 'office'
            ? [{ key: 'enterprise', head: texts.enterprise, cell: enterprise }]
            : []),
          ...(side === 'enterprise' || side === 'office'
            ? [{ key: 'vendor', head: texts.vendor, cell: vendor }]
            : []),
          { key: 'goods', head: texts.goods, cell: goodsOf },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <OrderChip state={state} />,
          },
          {
            key: 'due',
            head: texts.due,
            sortable: true,
            cell: ({ dueAt }) => dueAt && <Deadline at={dueAt} now={now} />,
          },
          {
            key: 'outstanding',
            head: texts.outstanding,
            type: 'money',
            narrow: 'hidden',
            cell: (row) => <Unpaid {...row} />,
          },
          {
            key: 'total',
            head: texts.total,
            type: 'money',
            sortable: true,
            cell: ({ total: fen, canceled, currency }) => <Money fen={fen - canceled} currency={currency} />,
          },
          {
            key: 'saving',
            head: texts.saving,
            type: 'money',
            // The office sees both sides: eight columns without it.
            extra: side === 'office',
            cell: ({ reference, compared, currency }) =>
              reference === null ? (
                <span className="text-ink-soft">—</span>
              ) : (
                <Saving before={reference} after={compared!} currency={currency} short />
              ),
          },
          {
            key: 'placed',
            head: texts.placed,
            type: 'date',
            sortable: true,
            extra: true,
            cell: ({ placedAt }) => format.date(placedAt),
          },
          {
            key: 'round',
            head: texts.round,
            extra: true,
            cell: ({ roundNumber }) => <span className="figure">{roundNumber}</span>,
          },
        ]}
      />
    </>
  )
}

function Unpaid({ total, canceled, received, currency }: ListedOrder) {
  const fen = total - canceled - received
  return fen > 0n ? <Money fen={fen} currency={currency} /> : <span className="text-ink-soft">—</span>
}
