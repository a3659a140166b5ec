import { Chip } from '~/design/chip'
import type { ListedRequirement } from '../checklist'
import { useQualificationTexts } from './texts'

/** Whether a requirement is met, and if not, what is missing. */
export function RequirementChip({ short, ending }: Pick<ListedRequirement, 'short' | 'ending'>) {
  const texts = useQualificationTexts()
  if (short === null && ending) return <Chip meaning="attention">{texts.endsSoon}</Chip>
  if (short === null) return <Chip meaning="ok">{texts.met}</Chip>
  const meaning = short === 'unanswered' || short === 'no-evidence' ? 'quiet' : 'risk'
  return <Chip meaning={meaning}>{texts.shortfalls[short]}</Chip>
}
