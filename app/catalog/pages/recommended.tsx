import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { metricWord, termWord, useVocabulary } from '~/texts/vocabulary'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useCatalogTexts } from '../parts/texts'
import { listRecommended } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'catalog.recommended', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  return { rows: await listRecommended(db) }
}

export default function Recommended() {
  const { rows } = useLoaderData<typeof loader>()
  const texts = useCatalogTexts()
  const words = useVocabulary()
  const named = useNamed()
  return (
    <>
      <PageHead title={texts.list.title} sentence={texts.list.lead} />
      <Table
        caption={texts.list.title}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ slug }) => `/catalog/${slug}`}
        total={rows.length}
        empty={<Empty icon="star" title={texts.list.empty} why={texts.list.emptyWhy} />}
        columns={[
          {
            key: 'product',
            head: texts.product,
            cell: (row) => `${named(row.nameZh, row.nameEn)} ${named(row.edition, row.editionEn)}`,
          },
          {
            key: 'publisher',
            head: texts.publisher,
            cell: ({ publisherZh, publisherEn }) => named(publisherZh, publisherEn),
          },
          { key: 'category', head: texts.category, cell: ({ category }) => words.categories[category] },
          {
            key: 'metric',
            head: texts.metric,
            cell: ({ metric, term, termMonths }) =>
              `${metricWord(words, metric)} · ${termWord(words, term, termMonths)}`,
          },
          { key: 'decision', head: texts.list.decision, cell: ({ decisionNo }) => decisionNo },
          { key: 'until', head: texts.until, type: 'date', cell: ({ until }) => until },
          {
            key: 'price',
            head: texts.reference,
            type: 'money',
            narrow: 'end',
            cell: ({ referencePrice }) => referencePrice !== null && <Money fen={referencePrice} />,
          },
        ]}
      />
    </>
  )
}
