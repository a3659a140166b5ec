import type { ReactNode } from 'react'
import { useSoftwareName } from '~/catalog/parts/software-name'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { Icon } from '~/design/icons'
import { Table, type Column } from '~/design/table'
import { useComplianceTexts, useWhatIfTexts } from '../../parts/texts'
import { StatusChip } from '../../positions/parts/status-chip'
import type { WhatIf } from '../what-if.server'

type Row = WhatIf['changes'][number]

/** Every product whose figures would differ, each figure as it is and as it would be. */
export function Changes({ changes }: { changes: readonly Row[] }) {
  const texts = useWhatIfTexts()
  const heads = useComplianceTexts().figures
  const name = useSoftwareName()
  const figure = (key: 'installed' | 'covered' | 'gap' | 'entitled' | 'surplus'): Column<Row> => ({
    key,
    head: heads[key],
    type: 'number',
    ...(key !== 'gap' && key !== 'installed' && { narrow: 'hidden' }),
    cell: ({ before, after }) => (
      <Change before={before?.[key] ?? 0} after={after?.[key] ?? 0} isBad={key === 'gap'} />
    ),
  })
  const open = (outcome: Row['before']) => (outcome ? outcome.undetermined + outcome.unknown : 0)
  return (
    <Table
      caption={texts.caption}
      rows={changes}
      rowKey={({ productId }) => productId}
      csv="/compliance/what-if.csv"
      empty={<Empty title={texts.unchanged} why={texts.unchangedWhy} icon="check-circle" />}
      columns={[
        { key: 'product', head: texts.product, cell: ({ product }) => name(product) },
        {
          key: 'status',
          head: texts.status,
          type: 'chip',
          narrow: 'end',
          cell: ({ before, after }) => {
            const [was, now] = [before?.status ?? 'not_applicable', after?.status ?? 'not_applicable']
            if (was === now) return <StatusChip status={now} />
            return (
              <Arrow from={<StatusChip status={was} />} isStrong>
                <StatusChip status={now} />
              </Arrow>
            )
          },
        },
        figure('installed'),
        figure('covered'),
        figure('gap'),
        figure('entitled'),
        figure('surplus'),
        {
          key: 'unknown',
          head: heads.unknown,
          type: 'number',
          narrow: 'hidden',
          cell: ({ before, after }) => <Change before={open(before)} after={open(after)} />,
        },
      ]}
    />
  )
}

function Change({ before, after, isBad = false }: { before: number; after: number; isBad?: boolean }) {
  const format = useFormat()
  if (before === after) return <span className="text-ink-soft">{format.number(after)}</span>
  const tone = !isBad ? '' : after > before ? 'text-risk' : 'text-ok'
  return (
    <Arrow from={format.number(before)}>
      <span className={`font-semibold ${tone}`}>{format.number(after)}</span>
    </Arrow>
  )
}

function Arrow({
  from,
  isStrong = false,
  children,
}: {
  from: ReactNode
  isStrong?: boolean
  children: ReactNode
}) {
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      <span className={isStrong ? '' : 'text-ink-soft'}>{from}</span>
      <Icon name="arrow-right" className="size-3.5 text-ink-soft" />
      {children}
    </span>
  )
}
