import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Saving } from '~/design/saving'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { usePriceTexts } from '../parts/texts'
import { listPriced, listPricedClasses } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'awards.prices', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  return { products: await listPriced(db), classes: await listPricedClasses(db) }
}

export default function Prices() {
  const { products, classes } = useLoaderData<typeof loader>()
  const texts = usePriceTexts()
  const format = useFormat()
  const named = useNamed()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <Table
        caption={texts.title}
        rows={products}
        rowKey={({ slug }) => slug}
        rowTo={({ slug }) => `/prices/products/${slug}`}
        total={products.length}
        empty={<Empty icon="chart" title={texts.empty} why={texts.emptyWhy} />}
        columns={[
          { key: 'product', head: texts.product, cell: ({ nameZh, nameEn }) => named(nameZh, nameEn) },
          { key: 'at', head: texts.newestAt, type: 'date', cell: ({ at }) => format.date(at) },
          { key: 'awards', head: texts.awards, type: 'number', cell: ({ awards }) => format.number(awards) },
          { key: 'lowest', head: texts.lowest, type: 'money', cell: ({ lowest }) => <Money fen={lowest} /> },
          {
            key: 'saving',
            head: texts.below,
            type: 'money',
            cell: ({ reference, newest }) =>
              reference !== null && <Saving before={reference} after={newest} />,
          },
          {
            key: 'newest',
            head: texts.newest,
            type: 'money',
            narrow: 'end',
            cell: ({ newest }) => <Money fen={newest} />,
          },
        ]}
      />
      {classes.length > 0 && (
        <Section title={texts.classes} count={classes.length} sentence={texts.classesLead}>
          <Table
            caption={texts.classes}
            rows={classes}
            rowKey={({ code }) => code}
            rowTo={({ code }) => `/prices/classes/${code}`}
            empty={null}
            columns={[
              { key: 'class', head: texts.class, cell: ({ name, nameEn }) => named(name, nameEn) },
              {
                key: 'awards',
                head: texts.awards,
                type: 'number',
                narrow: 'end',
                cell: ({ awards }) => format.number(awards),
              },
            ]}
          />
        </Section>
      )}
    </>
  )
}
