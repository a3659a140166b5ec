import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { dayOf } from '~/kernel/workdays'
import { metricWord, termWord, useVocabulary } from '~/texts/vocabulary'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useOrdersTexts } from '../../parts/texts'
import { VendorTaxTabs } from '../parts/tax-tabs'
import { listSkus } from '../queries.server'

export const handle = page({ access: 'tax.propose', title: 'orders.vendor-taxes' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  return { skus: await listSkus(db, actor, dayOf(now)) }
}

export default function VendorTaxes() {
  const { skus } = useLoaderData<typeof loader>()
  const texts = useOrdersTexts().taxes
  const words = useVocabulary()
  const format = useFormat()
  const named = useNamed()
  return (
    <>
      <PageHead title={texts.vendorTitle} sentence={texts.vendorLead} />
      <VendorTaxTabs />
      <Table
        caption={texts.vendorTitle}
        rows={skus}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/vendor/taxes/${id}`}
        total={skus.length}
        csv="/vendor/taxes.csv"
        empty={<Empty title={texts.noSku} why={texts.noSkuWhy} icon="tag" />}
        columns={[
          {
            key: 'product',
            head: texts.product,
            narrow: 'title',
            cell: (sku) => (
              <>
                {named(sku.nameZh, sku.nameEn)}{' '}
                <span className="text-ink-soft">{named(sku.editionName, sku.editionNameEn)}</span>
                <span className="block text-sm text-ink-soft">
                  {metricWord(words, sku.metric)} · {termWord(words, sku.term, sku.termMonths)}
                </span>
              </>
            ),
          },
          {
            key: 'publisher',
            head: texts.publisher,
            narrow: 'hidden',
            cell: ({ publisherZh, publisherEn }) => named(publisherZh, publisherEn),
          },
          {
            key: 'category',
            head: texts.category,
            cell: ({ category, checked }) => (
              <>
                {words.taxCategories[category]}
                <span className="block text-sm text-ink-soft">{checked ? texts.checked : texts.usual}</span>
              </>
            ),
          },
          {
            key: 'rate',
            head: texts.rateToday,
            type: 'number',
            narrow: 'end',
            cell: ({ bps }) => (bps === null ? '—' : format.percent(bps / 10_000)),
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            cell: ({ waiting }) =>
              waiting && <Chip meaning="info">{texts.waits(words.taxCategories[waiting])}</Chip>,
          },
        ]}
      />
    </>
  )
}
