import { useLocation } from '@remix-run/react'
import { LineChart } from '~/design/charts/line-chart'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { ViewTabs } from '~/design/view-tabs'
import { catalog as enCatalog } from '~/texts/en/catalog'
import { speak } from '~/texts/speak'
import { termWord, useVocabulary } from '~/texts/vocabulary'
import { catalog as zhCatalog } from '~/texts/zh/catalog'
import { awardLine, type Group, newestSaving, type Price, referenceLine } from '../groups'
import { usePriceTexts } from './texts'

const useCatalog = speak(zhCatalog, enCatalog)

type Props = { groups: readonly Group[]; now: Date; csv: string; showsProduct: boolean }

/** What something has cost over time: one chart per edition and term, and every price behind it. */
export function PriceHistory({ groups, now, csv, showsProduct }: Props) {
  const texts = usePriceTexts()
  const words = useVocabulary()
  const named = useNamed()
  const asked = new URLSearchParams(useLocation().search).get('of')
  const group = groups.find(({ key }) => key === asked) ?? groups[0]
  if (!group) return <Empty icon="chart" title={texts.empty} why={texts.emptyWhy} />
  const nameOf = ({ editionId, term, termMonths, prices: [first] }: Group) =>
    [editionId && first && named(first.edition, first.editionEn), termWord(words, term, termMonths)]
      .filter(Boolean)
      .join(' · ')
  return (
    <>
      {groups.length > 1 && (
        <ViewTabs
          label={texts.groups}
          name="of"
          tabs={groups.map((one) => ({ value: one.key, label: nameOf(one), count: one.prices.length }))}
        />
      )}
      <PriceChart group={group} now={now} csv={csv} />
      <Section title={texts.all} count={group.prices.length}>
        <PriceTable prices={group.prices} csv={csv} showsProduct={showsProduct} />
      </Section>
    </>
  )
}

function PriceChart({ group, now, csv }: { group: Group; now: Date; csv: string }) {
  const texts = usePriceTexts()
  const format = useFormat()
  const saving = newestSaving(group.prices, now)
  const lines = [
    { label: texts.kinds.award, points: awardLine(group.prices, now), step: true },
    { label: texts.kinds.reference, points: referenceLine(group.prices, now), step: true, dashed: true },
  ].filter(({ points }) => points.length > 0)
  if (lines.length === 0) return null
  const title = !saving
    ? texts.noAward
    : saving.after < saving.before
      ? texts.finding(format.percent(1 - Number(saving.after) / Number(saving.before)))
      : texts.findingNot
  return (
    <LineChart
      title={title}
      csv={csv}
      note={texts.note}
      heads={[texts.at, texts.price]}
      series={lines}
      format={(fen) => format.moneyShort(fen)}
    />
  )
}

function PriceTable({
  prices,
  csv,
  showsProduct,
}: {
  prices: readonly Price[]
  csv: string
  showsProduct: boolean
}) {
  const texts = usePriceTexts()
  const { sources } = useCatalog()
  const format = useFormat()
  const named = useNamed()
  return (
    <Table
      caption={texts.all}
      rows={prices}
      rowKey={({ id }) => id}
      csv={csv}
      empty={null}
      columns={[
        { key: 'at', head: texts.at, type: 'date', cell: ({ at }) => format.date(at) },
        { key: 'kind', head: texts.kind, cell: ({ kind }) => texts.kinds[kind] },
        ...(showsProduct
          ? [
              {
                key: 'product',
                head: texts.product,
                cell: (row: Price) => (
                  <TextLink to={`/prices/products/${row.slug}`}>
                    {`${named(row.productZh, row.productEn)} ${named(row.edition, row.editionEn)}`}
                  </TextLink>
                ),
              },
            ]
          : []),
        {
          key: 'from',
          head: texts.from,
          cell: ({ roundId, roundNumber, lot, source, sourceNote }) =>
            roundId ? (
              <TextLink to={`/rounds/${roundId}`} className="figure whitespace-nowrap">
                {`${roundNumber} ${lot}`}
              </TextLink>
            ) : (
              [source && sources[source as keyof typeof sources], sourceNote].filter(Boolean).join(' · ')
            ),
        },
        {
          key: 'quantity',
          head: texts.quantity,
          type: 'number',
          cell: ({ quantity }) => quantity !== null && format.number(quantity),
        },
        {
          key: 'price',
          head: texts.price,
          type: 'money',
          narrow: 'end',
          cell: ({ unitPrice }) => <Money fen={unitPrice} />,
        },
      ]}
    />
  )
}
