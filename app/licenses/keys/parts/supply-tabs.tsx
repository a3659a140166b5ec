import { Tabs } from '~/design/tabs'
import { useLicensesTexts } from '../../parts/texts'

/** What a vendor has delivered, and what it is to deliver anew. */
export function SupplyTabs() {
  const { supplied, replacements } = useLicensesTexts()
  return (
    <Tabs
      label={supplied.title}
      tabs={[
        { to: '/supplied', label: supplied.tab, end: true },
        { to: '/supplied/replacements', label: replacements.tab },
      ]}
    />
  )
}
