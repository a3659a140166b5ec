import { Chip } from '~/design/chip'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useNamed } from '~/design/named'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { metricWord, useVocabulary } from '~/texts/vocabulary'
import { useComplianceTexts, useInventoryTexts } from '../../parts/texts'
import type { HeldRight } from '../queries.server'

/** Every right to a product: what it covers, until when, how much of it is used, and why it counts or not. */
export function Rights({ rights }: { rights: readonly HeldRight[] }) {
  const all = useComplianceTexts()
  const texts = all.rights
  const reasons: Record<string, string> = useInventoryTexts().reasons
  const words = useVocabulary()
  const named = useNamed()
  const format = useFormat()
  return (
    <Table
      caption={texts.caption}
      rows={rights}
      rowKey={({ id }) => id}
      empty={
        <Empty
          title={texts.none}
          why={texts.noneWhy}
          icon="tag"
          action={<LinkButton to="/licenses/new">{texts.addOlder}</LinkButton>}
        />
      }
      columns={[
        { key: 'no', head: texts.no, cell: ({ id, no }) => <TextLink to={`/licenses/${id}`}>{no}</TextLink> },
        {
          key: 'covers',
          head: texts.covers,
          cell: (row) => (
            <>
              {named(row.edition, row.editionEn)}
              <span className="block text-sm text-ink-soft">
                {texts.releases(rangeOf(row, texts.anyRelease))}
              </span>
            </>
          ),
        },
        {
          key: 'metric',
          head: texts.metric,
          narrow: 'hidden',
          cell: ({ metric }) => metricWord(words, metric),
        },
        {
          key: 'ends',
          head: texts.ends,
          type: 'date',
          cell: ({ endsOn }) => (endsOn ? <Day on={endsOn} /> : words.terms.perpetual),
        },
        {
          key: 'used',
          head: texts.used,
          type: 'number',
          cell: ({ covering, assigned, quantity }) =>
            `${format.number(Math.max(covering, assigned))} / ${quantity === null ? texts.site : format.number(quantity)}`,
        },
        {
          key: 'counts',
          head: texts.counts,
          narrow: 'end',
          cell: (row) =>
            row.counts ? (
              <Chip meaning="ok">{texts.yes}</Chip>
            ) : (
              <span className="inline-flex flex-wrap items-center gap-x-2">
                <Chip meaning="quiet">{texts.no0}</Chip>
                <span className="text-sm text-ink-soft">
                  {row.obstacle
                    ? reasons[row.obstacle]
                    : row.state === 'claimed'
                      ? texts.withoutEvidence
                      : (texts.state as Record<string, string>)[row.state]}
                </span>
              </span>
            ),
        },
      ]}
    />
  )
}

function rangeOf({ release, oldest, newest, anyRelease }: HeldRight, any: string) {
  if (release === null || (anyRelease && oldest === null)) return any
  if (anyRelease) return `${oldest ?? release} →`
  return oldest === newest ? (newest ?? release) : `${oldest ?? release} – ${newest ?? release}`
}
