import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { Moment } from '~/design/moment'
import { Table } from '~/design/table'
import { usePackTexts } from '../../parts/texts'
import type { Pack } from '../queries.server'
import { PackChip } from './pack-chip'

/** The packs that were brought, each with how well it was measured to recognize. */
export function PackList({ packs }: { packs: readonly Pack[] }) {
  const texts = usePackTexts()
  const format = useFormat()
  const share = (value: number | null | undefined) => (value == null ? '–' : format.percent(value))
  return (
    <Table
      caption={texts.packs}
      rows={packs}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/office/recognition/packs/${id}`}
      empty={<Empty title={texts.none} why={texts.noneWhy} icon="layers" />}
      columns={[
        {
          key: 'version',
          head: texts.version,
          narrow: 'title',
          cell: ({ version }) => <span className="figure">{version}</span>,
        },
        {
          key: 'state',
          head: texts.stateHead,
          type: 'chip',
          narrow: 'end',
          cell: ({ state }) => <PackChip state={state} />,
        },
        { key: 'rules', head: texts.rules, type: 'number', cell: ({ rules }) => format.number(rules) },
        {
          key: 'publishers',
          head: texts.publishers,
          type: 'number',
          narrow: 'hidden',
          cell: ({ publishers }) => format.number(publishers),
        },
        {
          key: 'precision',
          head: texts.precision,
          type: 'number',
          narrow: 'detail',
          cell: ({ figures }) => share(figures?.withAliases.rulePrecision),
        },
        {
          key: 'recall',
          head: texts.recall,
          type: 'number',
          narrow: 'hidden',
          cell: ({ figures }) => share(figures?.unseen.plain.recall),
        },
        {
          key: 'unknown',
          head: texts.unknown,
          type: 'number',
          narrow: 'hidden',
          cell: ({ figures }) => share(figures?.unseen.plain.unknown),
        },
        {
          key: 'at',
          head: texts.since,
          type: 'date',
          narrow: 'hidden',
          cell: ({ activatedAt, loadedAt }) => <Moment at={activatedAt ?? loadedAt} day />,
        },
      ]}
    />
  )
}
