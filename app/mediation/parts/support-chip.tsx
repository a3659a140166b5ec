import { Chip } from '~/design/chip'
import { useMediationTexts } from './texts'

type SupportChipProps = { support: { granted: boolean | null; runs: boolean } }

/** How a wish of support to read stands. */
export function SupportChip({ support: { granted, runs } }: SupportChipProps) {
  const { support: texts } = useMediationTexts()
  if (granted === null) return <Chip meaning="attention">{texts.states.waiting}</Chip>
  if (runs) return <Chip meaning="info">{texts.states.reading}</Chip>
  return <Chip meaning="quiet">{granted ? texts.states.over : texts.states.declined}</Chip>
}
