import { Filters } from '~/design/filters'
import { usePaymentsTexts } from '../../parts/texts'

/** The months for which there is a statement; without a choice the present one. */
export function MonthChoice({ months }: { months: readonly string[] }) {
  const texts = usePaymentsTexts().months
  const options = months.slice(1).map((value) => ({ value, label: value }))
  return (
    <Filters filters={[{ name: 'month', label: texts.month, type: 'choice', any: months[0]!, options }]} />
  )
}
