import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import type { Connected } from '../transfers/accounts.server'
import { CapabilityChip } from './capability-chip'
import { usePaymentsTexts } from './texts'

type Account = Pick<
  Connected,
  | 'accountId'
  | 'country'
  | 'currency'
  | 'capability'
  | 'due'
  | 'askedAt'
  | 'changedAt'
  | 'payeeState'
  | 'usableFrom'
>

/** A vendor's account at the provider: what it can receive, what is still needed, and whether officers have checked it. */
export function ConnectedFacts({ account }: { account: Account }) {
  const { transfers: texts, payee } = usePaymentsTexts()
  return (
    <Facts
      layout="row"
      items={[
        {
          label: texts.capability,
          value: <CapabilityChip capability={account.capability} />,
          hint: texts.meanings[account.capability],
        },
        ...(account.due.length > 0
          ? [
              {
                label: texts.due,
                value: (
                  <ul className="space-y-0.5 font-mono text-sm break-all">
                    {account.due.map((words) => (
                      <li key={words}>{words}</li>
                    ))}
                  </ul>
                ),
              },
            ]
          : []),
        {
          label: texts.account,
          value: <code className="font-mono text-sm break-all">{account.accountId ?? '—'}</code>,
        },
        { label: texts.country, value: texts.countries[account.country] ?? account.country },
        { label: texts.currency, value: account.currency ?? '—' },
        {
          label: texts.check,
          value: texts.checks[checkOf(account.payeeState)],
        },
        ...(account.usableFrom
          ? [{ label: payee.usableFrom, value: <Moment at={account.usableFrom} /> }]
          : []),
        { label: texts.askedAt, value: <Moment at={account.askedAt} /> },
        ...(account.changedAt ? [{ label: texts.changedAt, value: <Moment at={account.changedAt} /> }] : []),
      ]}
    />
  )
}

/** How far the two officers are. */
export const checkOf = (state: Connected['payeeState']) =>
  state === 'proposed' || state === 'checked' || state === 'active' ? state : 'none'
