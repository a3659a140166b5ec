import { Chip } from '~/design/chip'
import type { Outcome } from '../matters/form'
import { useMediationTexts } from './texts'

type MatterChipProps = { closedAt: Date | null; outcome: Outcome | null }

/** Where a matter stands: open, ended, or how a complaint was decided. */
export function MatterChip({ closedAt, outcome }: MatterChipProps) {
  const { matters: texts } = useMediationTexts()
  if (closedAt === null) return <Chip meaning="attention">{texts.open}</Chip>
  if (outcome === null) return <Chip meaning="quiet">{texts.ended}</Chip>
  return (
    <Chip meaning={outcome === 'dismissed' || outcome === 'withdrawn' ? 'quiet' : 'info'}>
      {texts.outcomes[outcome]}
    </Chip>
  )
}
