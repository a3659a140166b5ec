import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { account } from '../ledger/accounts'
import type { ListedPayout } from '../payouts/queries.server'
import { usePaymentsTexts } from './texts'

/** To whom a payout goes, what was netted, and who agreed to it. */
export function PayoutFacts({ payout }: { payout: ListedPayout }) {
  const { payouts: texts, transfers, refunds, ledger } = usePaymentsTexts()
  const format = useFormat()
  const called = useNamed()
  const named = (label: string, value: string | null) => (value ? [{ label, value }] : [])
  return (
    <Section title={refunds.facts}>
      <Facts
        items={[
          {
            label: texts.amount,
            value: (
              <Money
                fen={payout.gross - payout.clawback}
                currency={payout.currency}
                className="text-lg font-medium"
              />
            ),
            ...(payout.clawback > 0n && {
              hint: texts.clawbackNet(format.money(payout.clawback, payout.currency)),
            }),
          },
          { label: transfers.rail, value: transfers.rails[payout.rail] },
          ...(payout.reversed > 0n
            ? [
                {
                  label: transfers.reversed,
                  value: <Money fen={payout.reversed} currency={payout.currency} />,
                },
              ]
            : []),
          { label: texts.vendor, value: called(payout.vendor, payout.vendorEn) },
          {
            label: texts.payee,
            value: payout.holder ?? '—',
            hint: [payout.bank, payout.account, payout.cnaps].filter(Boolean).join(' · '),
          },
          ...named(texts.preparedBy, payout.preparer),
          ...named(texts.approvedBy, payout.approver),
          ...named(texts.secondApprovedBy, payout.secondApprover),
          { label: texts.preparedAt, value: <Moment at={payout.preparedAt} /> },
          ...(payout.settledAt ? [{ label: texts.settledAt, value: <Moment at={payout.settledAt} /> }] : []),
          ...(payout.approvedAt
            ? [
                {
                  label: ledger.account,
                  value: (
                    <TextLink to={`/office/ledger/${encodeURIComponent(account.transit(payout.id))}`}>
                      {ledger.kinds.transit}
                    </TextLink>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
