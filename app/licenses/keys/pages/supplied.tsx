import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useLicensesTexts } from '../../parts/texts'
import { SoldTo } from '../parts/sold-to'
import { SupplyTabs } from '../parts/supply-tabs'
import { listSuppliedRows } from '../queries.server'

export const handle = page({ access: 'license.supply', title: 'licenses.supplied' })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  return { rows: await listSuppliedRows(db) }
}

export default function Supplied() {
  const { rows } = useLoaderData<typeof loader>()
  const texts = useLicensesTexts().supplied
  const format = useFormat()
  const waiting = rows.filter(({ now, keys }) => now > 0 && keys === 0)
  const sum = (key: 'issued' | 'now' | 'keys') => rows.reduce((total, row) => total + row[key], 0)
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={waiting.length > 0 ? texts.waiting(waiting.length) : texts.sentence}
      />
      <SupplyTabs />
      <div className="my-6">
        <Facts
          layout="strip"
          items={[
            { label: texts.issued, value: format.number(sum('issued')) },
            { label: texts.now, value: format.number(sum('now')), hint: texts.nowHint },
            { label: texts.keys, value: format.number(sum('keys')) },
          ]}
        />
      </div>
      <Table
        caption={texts.title}
        rows={rows}
        rowKey={({ entitlementId }) => entitlementId}
        total={rows.length}
        empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="box" />}
        columns={[
          {
            key: 'product',
            head: texts.product,
            cell: (row) => <SoldTo its={row} />,
          },
          {
            key: 'order',
            head: texts.order,
            cell: ({ orderId, orderNo, noteNo }) => (
              <>
                <TextLink to={`/orders/${orderId}`}>{orderNo}</TextLink>
                <span className="block text-sm text-ink-soft">{noteNo}</span>
              </>
            ),
          },
          {
            key: 'at',
            head: texts.at,
            type: 'date',
            narrow: 'hidden',
            cell: ({ at }) => <Moment at={at} day />,
          },
          { key: 'issued', head: texts.issued, type: 'number', cell: ({ issued }) => format.number(issued) },
          {
            key: 'now',
            head: texts.now,
            type: 'number',
            narrow: 'hidden',
            cell: ({ now, issued }) => (
              <span className={now < issued ? 'text-attention' : ''}>{format.number(now)}</span>
            ),
          },
          {
            key: 'keys',
            head: texts.keys,
            narrow: 'end',
            cell: ({ keys, now, deliveryId, revokedTails }) =>
              now === 0 ? (
                <Chip meaning="quiet">{texts.gone}</Chip>
              ) : keys > 0 ? (
                <span className="inline-flex flex-wrap items-center gap-2">
                  <Chip meaning="ok">{texts.uploaded(keys)}</Chip>
                  {revokedTails && (
                    <span className="text-sm text-ink-soft">
                      {texts.revoked(revokedTails.slice(0, 5).join(', '))}
                    </span>
                  )}
                </span>
              ) : (
                <LinkButton size="small" icon="key" to={`/deliveries/${deliveryId}/keys`}>
                  {texts.upload}
                </LinkButton>
              ),
          },
        ]}
      />
    </>
  )
}
