import type { ReactNode } from 'react'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Table } from '~/design/table'
import type { Honored } from '../queries.server'
import { ApplicationChip } from './honor-chip'
import { useHonorTexts } from './texts'

type HonoredTableProps = { caption: string; rows: readonly Honored[]; empty: ReactNode; calls?: boolean }

/** Whoever stands on public notice or was honored, by rank; with its call where several are listed. */
export function HonoredTable({ caption, rows, empty, calls = false }: HonoredTableProps) {
  const texts = useHonorTexts()
  const format = useFormat()
  const named = useNamed()
  const call = {
    key: 'call',
    head: texts.call,
    cell: ({ titleZh, titleEn }: Honored) => named(titleZh, titleEn || null),
  }
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={({ applicationId }) => applicationId}
      {...(calls && { csv: '/honors.csv', rowTo: ({ callId }: Honored) => `/honors/${callId}` })}
      empty={empty}
      columns={[
        {
          key: 'organization',
          head: texts.enterprise,
          narrow: 'title',
          cell: ({ organization, organizationEn }) => named(organization, organizationEn),
        },
        { key: 'rank', head: texts.rank, type: 'number', cell: ({ rank }) => format.number(rank) },
        ...(calls ? [call] : []),
        {
          key: 'district',
          head: texts.district,
          cell: ({ districtZh, districtEn }) => named(districtZh, districtEn),
        },
        {
          key: 'score',
          head: texts.score,
          type: 'number',
          cell: ({ score }) => format.number(score / 100),
        },
        {
          key: 'state',
          head: texts.state,
          type: 'chip',
          narrow: 'end',
          cell: ({ state }) => <ApplicationChip state={state} />,
        },
      ]}
    />
  )
}
