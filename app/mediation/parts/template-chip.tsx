import { Chip } from '~/design/chip'
import { standingOf } from '../templates/form'
import { useMediationTexts } from './texts'

/** Whether a version waits for a second person, is offered, or is past. */
export function TemplateChip(template: { reviewedAt: Date | null; endedAt: Date | null }) {
  const { templates: texts } = useMediationTexts()
  const standing = standingOf(template)
  const meaning = { written: 'attention', reviewed: 'ok', ended: 'quiet' } as const
  return <Chip meaning={meaning[standing]}>{texts.standing[standing]}</Chip>
}
