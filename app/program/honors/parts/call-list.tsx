import type { ReactNode } from 'react'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Table } from '~/design/table'
import type { HonorCallState } from '../../lifecycle'
import { useDay } from '../../parts/days'
import { CallChip } from './honor-chip'
import { useHonorTexts } from './texts'

type Call = {
  id: string
  titleZh: string
  titleEn: string
  closesOn: string
  places: number
  state: HonorCallState
}

/** Calls with their last day; a row leads to its page under the given path. */
export function CallList({
  calls,
  under,
  empty,
}: {
  calls: readonly Call[]
  under: string
  empty: ReactNode
}) {
  const texts = useHonorTexts()
  const format = useFormat()
  const named = useNamed()
  const day = useDay()
  return (
    <Table
      caption={texts.calls}
      rows={calls}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `${under}/${id}`}
      empty={empty}
      columns={[
        { key: 'call', head: texts.call, cell: ({ titleZh, titleEn }) => named(titleZh, titleEn || null) },
        {
          key: 'closes',
          head: texts.closesOn,
          type: 'date',
          named: true,
          cell: ({ closesOn }) => day(closesOn),
        },
        { key: 'places', head: texts.places, type: 'number', cell: ({ places }) => format.number(places) },
        {
          key: 'state',
          head: texts.state,
          type: 'chip',
          narrow: 'end',
          cell: ({ state }) => <CallChip state={state} />,
        },
      ]}
    />
  )
}
