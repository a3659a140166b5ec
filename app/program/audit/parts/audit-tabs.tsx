import { Tabs } from '~/design/tabs'
import { useAuditTexts } from './texts'

/** The parts of the audit: what anyone may check, and what auditors read. */
export function AuditTabs({ auditor }: { auditor: boolean }) {
  const texts = useAuditTexts()
  return (
    <div className="mb-5">
      <Tabs
        label={texts.title}
        tabs={[
          { to: '/audit', label: texts.checkpoints, end: true },
          { to: '/audit/receipt', label: texts.receipt.tab },
          ...(auditor
            ? [
                { to: '/audit/events', label: texts.events.tab },
                { to: '/audit/authors', label: texts.authors.tab },
              ]
            : []),
        ]}
      />
    </div>
  )
}
