import { Tabs } from '~/design/tabs'
import { usePaymentsTexts } from './texts'

export function LedgerTabs() {
  const { ledger: texts, months } = usePaymentsTexts()
  return (
    <div className="mb-5">
      <Tabs
        label={texts.title}
        tabs={[
          { to: '/office/ledger', label: texts.accounts, end: true },
          { to: '/office/ledger/postings', label: texts.journal },
          { to: '/office/month', label: months.office.title },
        ]}
      />
    </div>
  )
}
