import { Empty } from '~/design/empty'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Table } from '~/design/table'
import type { Connected } from '../transfers/accounts.server'
import { CapabilityChip } from './capability-chip'
import { checkOf } from './connected-facts'
import { usePaymentsTexts } from './texts'

/** Vendors' accounts at the provider, those that cannot receive first. */
export function ConnectedTable({ accounts }: { accounts: readonly Connected[] }) {
  const texts = usePaymentsTexts().transfers
  const named = useNamed()
  return (
    <Table
      caption={texts.deskTitle}
      rows={accounts}
      rowKey={({ vendorId }) => vendorId}
      empty={<Empty title={texts.deskEmpty} why={texts.deskEmptyWhy} icon="card" />}
      columns={[
        { key: 'vendor', head: texts.vendor, cell: ({ vendor, vendorEn }) => named(vendor, vendorEn) },
        {
          key: 'account',
          head: texts.account,
          cell: ({ accountId }) => (
            <code className="font-mono text-sm break-all">{accountId?.slice(0, 20) ?? '—'}</code>
          ),
        },
        {
          key: 'country',
          head: texts.country,
          narrow: 'hidden',
          cell: ({ country }) => texts.countries[country] ?? country,
        },
        { key: 'currency', head: texts.currency, narrow: 'hidden', cell: ({ currency }) => currency ?? '—' },
        {
          key: 'capability',
          head: texts.capability,
          type: 'chip',
          narrow: 'end',
          cell: ({ capability }) => <CapabilityChip capability={capability} />,
        },
        { key: 'check', head: texts.check, cell: ({ payeeState }) => texts.checks[checkOf(payeeState)] },
        {
          key: 'at',
          head: texts.changedAt,
          type: 'date',
          cell: ({ changedAt, askedAt }) => <Moment at={changedAt ?? askedAt} />,
        },
      ]}
    />
  )
}
