import { Tabs } from '~/design/tabs'
import { usePaymentsTexts } from './texts'

type MatchingTabsProps = { counts: { open: number; waiting: number; aside: number; short: number } }

/** The views of the board, with how much waits behind each. */
export function MatchingTabs({ counts }: MatchingTabsProps) {
  const { title, tabs } = usePaymentsTexts().matching
  return (
    <div className="mb-5">
      <Tabs
        label={title}
        tabs={[
          { to: '/office/matching', label: tabs.open, count: counts.open, end: true },
          { to: '/office/matching/waiting', label: tabs.waiting, count: counts.waiting },
          { to: '/office/matching/booked', label: tabs.booked },
          { to: '/office/matching/aside', label: tabs.aside, count: counts.aside },
          { to: '/office/matching/short', label: tabs.short, count: counts.short },
          { to: '/office/matching/unapplied', label: tabs.unapplied },
        ]}
      />
    </div>
  )
}
