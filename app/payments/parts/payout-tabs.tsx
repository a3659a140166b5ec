import { Tabs } from '~/design/tabs'
import { usePaymentsTexts } from './texts'

/** What goes out to vendors, and what they owe. */
export function PayoutTabs() {
  const { payouts, debts } = usePaymentsTexts()
  return (
    <div className="mb-5">
      <Tabs
        label={payouts.title}
        tabs={[
          { to: '/office/payouts', label: payouts.title, end: true },
          { to: '/office/payouts/debts', label: debts.title },
        ]}
      />
    </div>
  )
}
