import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { categories, metrics, terms } from '~/catalog/codes'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { NothingFound } from '~/design/nothing-found'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { mayEnter } from '~/people/access'
import { metricWord, termWord, useVocabulary } from '~/texts/vocabulary'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useDay } from '../../parts/days'
import { askedListing, priceBands } from '../asked'
import { CriteriaList } from '../parts/criteria-list'
import { useListingTexts } from '../parts/texts'
import { listRecommended } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'program.recommended', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const asked = askedListing(url.searchParams)
  return {
    rows: await listRecommended(db, asked),
    filtered: Object.values(asked).some(Boolean),
    proposes: mayEnter('listing.propose', actor),
  }
}

export default function Recommended() {
  const { rows, filtered, proposes } = useLoaderData<typeof loader>()
  const texts = useListingTexts()
  const words = useVocabulary()
  const named = useNamed()
  const day = useDay()
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead}
        primary={proposes && <LinkButton to="/recommended/proposals">{texts.proposals}</LinkButton>}
      />
      <ListingFilters />
      <Table
        caption={texts.title}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ slug }) => `/catalog/${slug}`}
        total={rows.length}
        csv="/recommended.csv"
        empty={filtered ? <NothingFound /> : <Empty icon="star" title={texts.empty} why={texts.emptyWhy} />}
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
            key: 'origin',
            head: texts.origin,
            type: 'chip',
            cell: ({ domestic }) => (
              <Chip meaning={domestic ? 'ok' : 'quiet'}>{domestic ? texts.domestic : texts.foreign}</Chip>
            ),
          },
          {
            key: 'metric',
            head: texts.license,
            cell: ({ metric, term, termMonths }) =>
              `${metricWord(words, metric)} · ${termWord(words, term, termMonths)}`,
          },
          { key: 'decision', head: texts.decisionNo, narrow: 'hidden', cell: ({ decisionNo }) => decisionNo },
          { key: 'until', head: texts.until, type: 'date', named: true, cell: ({ until }) => day(until) },
          {
            key: 'price',
            head: texts.groupPrice,
            type: 'money',
            narrow: 'end',
            cell: ({ groupPrice }) => groupPrice !== null && <Money fen={groupPrice} />,
          },
        ]}
      />
      <CriteriaList />
    </>
  )
}

function ListingFilters() {
  const texts = useListingTexts()
  const words = useVocabulary()
  const format = useFormat()
  const choice = (name: string, label: string, options: { value: string; label: string }[]) =>
    ({ name, label, type: 'choice', any: texts.any, options }) as const
  return (
    <Filters
      filters={[
        choice(
          'category',
          texts.category,
          categories.map((value) => ({ value, label: words.categories[value] })),
        ),
        choice('domestic', texts.origin, [
          { value: 'yes', label: texts.domestic },
          { value: 'no', label: texts.foreign },
        ]),
        choice(
          'term',
          texts.term,
          terms.map((value) => ({ value, label: words.terms[value] })),
        ),
        choice(
          'metric',
          texts.metric,
          metrics.map((value) => ({ value, label: words.metrics[value] })),
        ),
        choice('price', texts.groupPrice, [
          { value: 'any', label: texts.priced },
          ...priceBands.map((band) => ({ value: String(band), label: texts.below(format.number(band)) })),
        ]),
      ]}
    />
  )
}
