import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { ReportTaskState } from '../../lifecycle'
import { useReportTexts } from './texts'

const meanings: Record<ReportTaskState, Meaning> = {
  open: 'quiet',
  submitted: 'info',
  approved_by_leader: 'info',
  accepted: 'ok',
  returned: 'attention',
}

export function TaskChip({ state, late = false }: { state: ReportTaskState; late?: boolean }) {
  const texts = useReportTexts()
  return late ? (
    <Chip meaning="risk">{texts.late}</Chip>
  ) : (
    <Chip meaning={meanings[state]}>{texts.states[state]}</Chip>
  )
}
