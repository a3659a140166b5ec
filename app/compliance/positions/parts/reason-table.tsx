import { Chip } from '~/design/chip'
import { useFormat } from '~/design/format'
import { Table } from '~/design/table'
import { useComplianceTexts, useInventoryTexts } from '../../parts/texts'
import type { ReasonCount } from '../coverage.server'

type ReasonTableProps = { rows: readonly ReasonCount[]; total: number }

/** The answers of coverage with how many installations have each; every one has exactly one, so they sum to all. */
export function ReasonTable({ rows, total }: ReasonTableProps) {
  const texts = useComplianceTexts().coverage
  const inventory = useInventoryTexts()
  const format = useFormat()
  return (
    <Table
      caption={texts.byReason}
      rows={rows}
      rowKey={({ reason }) => reason}
      rowTo={({ reason }) => `/compliance/coverage?reason=${reason}#installations`}
      empty={null}
      columns={[
        {
          key: 'reason',
          head: texts.reason,
          cell: ({ reason }) => inventory.reasons[reason],
          foot: texts.all,
        },
        {
          key: 'verdict',
          head: texts.verdict,
          type: 'chip',
          narrow: 'detail',
          cell: ({ covers, reason }) => {
            const meaning = covers ? 'ok' : reason === 'undetermined' ? 'attention' : 'risk'
            return <Chip meaning={meaning}>{inventory.verdicts[meaning]}</Chip>
          },
        },
        { key: 'next', head: texts.nextHead, narrow: 'hidden', cell: ({ reason }) => texts.next[reason] },
        {
          key: 'products',
          head: texts.products,
          type: 'number',
          narrow: 'hidden',
          cell: ({ products }) => format.number(products),
        },
        {
          key: 'installations',
          head: texts.installations,
          type: 'number',
          narrow: 'end',
          cell: ({ installations }) => format.number(installations),
          foot: format.number(total),
        },
      ]}
    />
  )
}
