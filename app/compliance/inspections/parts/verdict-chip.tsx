import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import { useInspectionTexts } from '../../parts/texts'
import type { Verdict } from '../verdicts'

const meanings: Record<Verdict, Meaning> = {
  genuine: 'ok',
  unlicensed: 'risk',
  not_installed: 'quiet',
  cannot_tell: 'attention',
}

export function VerdictChip({ verdict }: { verdict: Verdict }) {
  return <Chip meaning={meanings[verdict]}>{useInspectionTexts().visit.verdict[verdict]}</Chip>
}
