import { Tabs } from '~/design/tabs'
import { useInspectionTexts } from '../../parts/texts'

/** Visits and the draws that they come from; an enterprise has its visits alone. */
export function InspectionTabs({ own }: { own: boolean }) {
  const texts = useInspectionTexts().list
  if (own) return null
  return (
    <Tabs
      label={texts.title}
      tabs={[
        { to: '/inspections', label: texts.visits, end: true },
        { to: '/inspection-campaigns', label: texts.rounds },
        { to: '/inspection-calendar', label: texts.calendar },
      ]}
    />
  )
}
