import { Tabs } from '~/design/tabs'
import { usePaymentsTexts } from './texts'

export function LedgerTabs() {
  const texts = usePaymentsTexts().ledger
  return (
    <div className="mb-5">
      <Tabs
        label={texts.title}
        tabs={[
          { to: '/office/ledger', label: texts.accounts, end: true },
          { to: '/office/ledger/postings', label: texts.journal },
        ]}
      />
    </div>
  )
}
