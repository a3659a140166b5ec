import type { ReactNode } from 'react'
import { Chip } from '~/design/chip'
import { Day } from '~/design/day'
import type { Meaning } from '~/design/meaning'
import { useNamed } from '~/design/named'
import { Table, type Column } from '~/design/table'
import type { Kind } from '../form'
import type { Disclosure } from '../queries.server'
import { useDisclosureTexts } from './texts'

const meanings: Record<Kind, Meaning> = {
  litigation: 'risk',
  violation: 'risk',
  statement: 'info',
  other: 'quiet',
}

export const KindChip = ({ kind }: { kind: Kind }) => (
  <Chip meaning={meanings[kind]}>{useDisclosureTexts().kinds[kind]}</Chip>
)

type DisclosureTableProps = { rows: readonly Disclosure[]; desk: boolean; csv?: string; empty: ReactNode }

/** What was disclosed, the newest first; the office sees whose it is and opens each. */
export function DisclosureTable({ rows, desk, csv, empty }: DisclosureTableProps) {
  const texts = useDisclosureTexts()
  const named = useNamed()
  const whose: Column<Disclosure>[] = desk
    ? [
        { key: 'enterprise', head: texts.enterprise, cell: ({ name, nameEn }) => named(name, nameEn) },
        {
          key: 'listing',
          head: texts.listing,
          narrow: 'hidden',
          cell: ({ listing }) => texts.listings[listing],
        },
      ]
    : []
  return (
    <Table
      caption={texts.title}
      rows={rows}
      rowKey={({ id }) => id}
      {...(desk && { rowTo: ({ id }: Disclosure) => `/office/disclosures/${id}` })}
      {...(csv && { csv })}
      total={rows.length}
      empty={empty}
      columns={[
        ...whose,
        { key: 'text', head: texts.text, cell: ({ text }) => <span className="line-clamp-2">{text}</span> },
        {
          key: 'source',
          head: texts.source,
          narrow: 'hidden',
          cell: ({ source, link }) =>
            link && !desk ? (
              <a href={link} rel="noreferrer nofollow" className="text-accent underline">
                {source}
              </a>
            ) : (
              source
            ),
        },
        { key: 'on', head: texts.onDay, type: 'date', cell: ({ onDay }) => <Day on={onDay} /> },
        {
          key: 'followUps',
          head: texts.followUps,
          type: 'chip',
          cell: ({ followUps }) => (
            <Chip meaning={followUps > 0 ? 'ok' : 'attention'}>
              {followUps > 0 ? texts.followed(followUps) : texts.notFollowed}
            </Chip>
          ),
        },
        {
          key: 'kind',
          head: texts.kind,
          type: 'chip',
          narrow: 'end',
          cell: ({ kind }) => <KindChip kind={kind} />,
        },
      ]}
    />
  )
}
