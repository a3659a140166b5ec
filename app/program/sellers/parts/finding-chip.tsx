import { Chip } from '~/design/chip'
import { useMarketTexts } from '../../parts/market-texts'
import type { Finding } from '../checklist'

/** What a visit concluded, in a word. */
export const FindingChip = ({ finding }: { finding: Finding }) => (
  <Chip meaning={finding === 'none' ? 'ok' : 'risk'}>{useMarketTexts().visit.findings[finding]}</Chip>
)
