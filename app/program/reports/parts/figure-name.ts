import { useProgramTexts } from '../../parts/texts'
import type { ReportField } from '../form'
import { useReportTexts } from './texts'

/** What a field of a report is called: its own label, else that of the figure it shows. */
export function useFieldLabel() {
  const { measures, statuses } = useProgramTexts()
  const { enterprises } = useReportTexts()
  const names: Record<string, string> = { ...statuses, ...measures, enterprises }
  return ({ label, figure }: Pick<ReportField, 'label' | 'figure'>) => label || (figure ? names[figure]! : '')
}
