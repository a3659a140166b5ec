import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { LinkButton } from '~/design/link-button'
import { useLocale } from '~/design/locale'
import { Money } from '~/design/money'
import { NothingFound } from '~/design/nothing-found'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { mayEnter } from '~/people/access'
import { useVocabulary } from '~/texts/vocabulary'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { askedProducts } from '../asked'
import { categories } from '../codes'
import { useCatalogTexts } from '../parts/texts'
import { listProducts } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'catalog.list', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const asked = askedProducts(url.searchParams)
  return {
    ...(await listProducts(db, actor, asked)),
    filtered: Object.values(asked).some(Boolean),
    manages: mayEnter('catalog.manage', actor),
  }
}

export default function Catalog() {
  const { rows, total, next, filtered, manages } = useLoaderData<typeof loader>()
  const texts = useCatalogTexts()
  const words = useVocabulary()
  const zh = useLocale() === 'zh'
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead}
        primary={
          manages && (
            <LinkButton to="/catalog/import" icon="upload">
              {texts.import.open}
            </LinkButton>
          )
        }
      />
      <Filters
        filters={[
          { name: 'q', label: texts.search, type: 'search' },
          {
            name: 'category',
            label: texts.category,
            type: 'choice',
            any: texts.any,
            options: categories.map((value) => ({ value, label: words.categories[value] })),
          },
          {
            name: 'domestic',
            label: texts.origin,
            type: 'choice',
            any: texts.any,
            options: [
              { value: 'yes', label: texts.domestic },
              { value: 'no', label: texts.foreign },
            ],
          },
          {
            name: 'recommended',
            label: texts.listed,
            type: 'choice',
            any: texts.any,
            options: [{ value: 'yes', label: texts.listedOnly }],
          },
        ]}
      />
      <Table
        caption={texts.title}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ slug }) => `/catalog/${slug}`}
        total={total}
        csv="/catalog.csv"
        paging={{ after: next }}
        empty={filtered ? <NothingFound /> : <Empty icon="box" title={texts.empty} why={texts.emptyWhy} />}
        columns={[
          {
            key: 'product',
            head: texts.product,
            cell: ({ nameZh, nameEn, recommended }) => (
              <>
                {zh ? nameZh : nameEn}{' '}
                {recommended && (
                  <Chip meaning="ok" icon="star">
                    {texts.recommended}
                  </Chip>
                )}
              </>
            ),
          },
          {
            key: 'publisher',
            head: texts.publisher,
            cell: ({ publisherZh, publisherEn }) => (zh ? publisherZh : publisherEn),
          },
          { key: 'category', head: texts.category, cell: ({ category }) => words.categories[category] },
          {
            key: 'license',
            head: texts.license,
            cell: ({ licenseClass }) => words.licenseClasses[licenseClass],
          },
          {
            key: 'origin',
            head: texts.origin,
            cell: ({ domestic }) => (domestic ? texts.domestic : texts.foreign),
          },
          {
            key: 'price',
            head: texts.from,
            type: 'money',
            narrow: 'end',
            cell: ({ lowestPrice }) => lowestPrice !== null && <Money fen={lowestPrice} />,
          },
        ]}
      />
    </>
  )
}
