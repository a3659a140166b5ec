import { useFormat } from '~/design/format'
import { Table } from '~/design/table'
import { useSoftwareName } from '~/catalog/parts/software-name'
import { usePackTexts } from '../../parts/texts'
import type { Effect } from '../queries.server'

/** Installations and gaps by product, before and after. */
export function EffectTable({ effects }: { effects: readonly Effect[] }) {
  const texts = usePackTexts()
  const format = useFormat()
  const nameOf = useSoftwareName()
  const signed = (up: number, down: number) =>
    [up > 0 && `+${format.number(up)}`, down > 0 && `−${format.number(down)}`].filter(Boolean).join(' ')
  const money = (up: bigint, down: bigint) =>
    [up > 0n && `+${format.money(up)}`, down > 0n && `−${format.money(down)}`].filter(Boolean).join(' ')
  return (
    <Table
      caption={texts.positions}
      rows={effects}
      rowKey={({ product }) => product}
      empty={null}
      columns={[
        {
          key: 'product',
          head: texts.product,
          narrow: 'title',
          cell: (row) => nameOf({ ...row, slug: row.product }),
        },
        {
          key: 'organizations',
          head: texts.organizations,
          type: 'number',
          narrow: 'hidden',
          cell: (row) => format.number(row.organizations),
        },
        {
          key: 'installed',
          head: texts.installed,
          type: 'number',
          narrow: 'detail',
          cell: (row) => `${format.number(row.installedBefore)} → ${format.number(row.installedAfter)}`,
        },
        {
          key: 'gap',
          head: texts.gap,
          type: 'number',
          narrow: 'end',
          cell: (row) => signed(row.gapUp, row.gapDown),
        },
        {
          key: 'value',
          head: texts.value,
          type: 'money',
          narrow: 'hidden',
          cell: (row) => money(row.valueUp, row.valueDown),
        },
      ]}
    />
  )
}
