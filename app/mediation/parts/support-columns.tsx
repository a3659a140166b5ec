import { Moment } from '~/design/moment'
import type { Column } from '~/design/table'
import type { Support } from '../supports/supports.server'
import { SupportChip } from './support-chip'
import { useMediationTexts } from './texts'

/** What is told of a wish of support to read, wherever it is listed. */
export function useSupportColumns<Row extends Support>(): Column<Row>[] {
  const { support: texts } = useMediationTexts()
  return [
    { key: 'reason', head: texts.reason, cell: ({ reason }) => reason },
    { key: 'asked', head: texts.askedAt, type: 'date', cell: ({ askedAt }) => <Moment at={askedAt} /> },
    {
      key: 'ends',
      head: texts.until,
      type: 'date',
      cell: ({ endsAt }) => (endsAt ? <Moment at={endsAt} /> : '–'),
    },
    {
      key: 'state',
      head: texts.state,
      type: 'chip',
      narrow: 'end',
      cell: (one) => <SupportChip support={one} />,
    },
  ]
}
