import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Columns } from '~/design/columns'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useLocale } from '~/design/locale'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { nameIn } from '~/kernel/locale'
import { mayEnter } from '~/people/access'
import { metricWord, termWord, useVocabulary } from '~/texts/vocabulary'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { usePriceTexts } from '~/awards/history/parts/texts'
import { useCatalogTexts } from '../parts/texts'
import { findProduct } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'catalog.product', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const product = found(await findProduct(db, actor, params.slug!))
  return {
    product,
    title: nameIn(actor.locale, product.nameZh, product.nameEn),
    plans: mayEnter('demand.plan', actor),
  }
}

type Data = Awaited<ReturnType<typeof loader>>

export default function Product() {
  const { product, plans } = useLoaderData<typeof loader>() as Data
  const texts = useCatalogTexts()
  const words = useVocabulary()
  const zh = useLocale() === 'zh'
  const first = product.editions.find(({ household }) => !household)
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/catalog' }]}
        title={zh ? product.nameZh : product.nameEn}
        state={
          <>
            {product.state !== 'active' && <Chip meaning="quiet">{texts.state[product.state]}</Chip>}
            {product.recommended && (
              <Chip meaning="ok" icon="star">
                {texts.recommended}
              </Chip>
            )}
          </>
        }
        sentence={zh ? product.summaryZh : product.summaryEn}
        primary={
          plans &&
          first && (
            <LinkButton to={`/demands/new?subject=edition:${first.id}`} look="primary" icon="plus">
              {texts.demand}
            </LinkButton>
          )
        }
      />
      <Columns
        side={
          <Facts
            items={[
              { label: texts.publisher, value: zh ? product.publisherZh : product.publisherEn },
              { label: texts.country, value: product.country },
              { label: texts.category, value: words.categories[product.category] },
              { label: texts.license, value: words.licenseClasses[product.licenseClass] },
              { label: texts.origin, value: product.domestic ? texts.domestic : texts.foreign },
              ...(product.classes.length > 0
                ? [
                    {
                      label: texts.classes,
                      value: product.classes
                        .map(({ name, nameEn }) => (zh ? name : nameEn))
                        .join(zh ? '、' : ', '),
                    },
                  ]
                : []),
            ]}
          />
        }
      >
        <Editions product={product} />
        <Prices product={product} />
      </Columns>
    </>
  )
}

function Editions({ product }: { product: Data['product'] }) {
  const texts = useCatalogTexts()
  const words = useVocabulary()
  const format = useFormat()
  const named = useNamed()
  return (
    <Section title={texts.editions} count={product.editions.length}>
      <Table
        caption={texts.editions}
        rows={product.editions}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          {
            key: 'edition',
            head: texts.edition,
            cell: ({ household, ...edition }) => (
              <>
                {named(edition.nameZh, edition.nameEn)}
                {household && <span className="block text-sm text-attention">{texts.household}</span>}
              </>
            ),
          },
          { key: 'metric', head: texts.metric, cell: ({ metric }) => metricWord(words, metric) },
          {
            key: 'term',
            head: texts.term,
            cell: ({ term, termMonths }) => termWord(words, term, termMonths),
          },
          {
            key: 'minimum',
            head: texts.minimum,
            type: 'number',
            cell: ({ minQuantity }) => format.number(minQuantity),
          },
          { key: 'until', head: texts.until, cell: ({ recommendedUntil }) => recommendedUntil },
          {
            key: 'price',
            head: texts.reference,
            type: 'money',
            narrow: 'end',
            cell: ({ referencePrice }) => referencePrice !== null && <Money fen={referencePrice} />,
          },
        ]}
      />
    </Section>
  )
}

function Prices({ product }: { product: Data['product'] }) {
  const texts = useCatalogTexts()
  const { link: history } = usePriceTexts()
  const named = useNamed()
  const nameOf = (editionId: string) => {
    const edition = product.editions.find(({ id }) => id === editionId)
    return edition && named(edition.nameZh, edition.nameEn)
  }
  return (
    <Section
      title={texts.prices}
      count={product.prices.length}
      actions={
        product.state === 'active' && <TextLink to={`/prices/products/${product.slug}`}>{history}</TextLink>
      }
    >
      <Table
        caption={texts.prices}
        rows={product.prices}
        rowKey={({ id }) => id}
        empty={<Empty icon="tag" title={texts.noPrices} why={texts.noPricesWhy} />}
        columns={[
          { key: 'edition', head: texts.edition, cell: ({ editionId }) => nameOf(editionId) },
          {
            key: 'source',
            head: texts.source,
            cell: ({ source, sourceNote }) => [texts.sources[source], sourceNote].filter(Boolean).join(' · '),
          },
          { key: 'since', head: texts.since, type: 'date', cell: ({ validFrom }) => validFrom },
          { key: 'ended', head: texts.ended, type: 'date', cell: ({ validTo }) => validTo },
          {
            key: 'price',
            head: texts.reference,
            type: 'money',
            narrow: 'end',
            cell: ({ unitPrice }) => <Money fen={unitPrice} />,
          },
        ]}
      />
    </Section>
  )
}
