import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Icon } from '~/design/icons'
import { useWhatIfTexts } from '../../parts/texts'
import { StatusChip } from '../../positions/parts/status-chip'
import type { WhatIf } from '../what-if.server'

/** The whole organization before and after: status, gap, and what closing it costs. */
export function Figures({ status, gap, cost }: Pick<WhatIf, 'status' | 'gap' | 'cost'>) {
  const texts = useWhatIfTexts()
  const format = useFormat()
  return (
    <div className="mb-5">
      <Facts
        layout="strip"
        items={[
          {
            label: `${texts.statusBefore} → ${texts.statusAfter}`,
            value: (
              <span className="inline-flex flex-wrap items-center gap-1.5">
                <StatusChip status={status.before} />
                <Icon name="arrow-right" className="size-4 text-ink-soft" />
                <StatusChip status={status.after} />
              </span>
            ),
          },
          {
            label: texts.gap,
            value: format.number(gap.after),
            hint: texts.was(format.number(gap.before)),
          },
          {
            label: texts.bought,
            value: cost.bought === null ? '–' : format.money(cost.bought),
            hint: cost.bought === null ? texts.noPrice : texts.boughtHint,
          },
          {
            label: texts.rest,
            value: format.money(cost.after),
            hint: texts.was(format.money(cost.before)),
          },
        ]}
      />
    </div>
  )
}
