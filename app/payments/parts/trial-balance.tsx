import { useFormat } from '~/design/format'
import { Icon } from '~/design/icons'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { Empty } from '~/design/empty'
import { Money } from '~/design/money'
import { TextLink } from '~/design/text-link'
import type { KindBalance } from '../ledger/explorer.server'
import { useAccountKind } from './account-name'
import { usePaymentsTexts } from './texts'

/** What each kind of account holds on either side, and the proof that both sides are equal. */
export function TrialBalance({ kinds }: { kinds: readonly KindBalance[] }) {
  const texts = usePaymentsTexts().ledger
  const kindOf = useAccountKind()
  const held = kinds.filter(({ debit, credit }) => debit > 0n || credit > 0n)
  const currencies = [...new Set(kinds.map(({ currency }) => currency))]
  return (
    <Section title={texts.byKind} actions={<Proofs kinds={kinds} currencies={currencies} />}>
      <Table
        caption={texts.byKind}
        rows={held}
        rowKey={({ kind, currency }) => `${kind} ${currency}`}
        empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="layers" />}
        columns={[
          {
            key: 'kind',
            head: texts.kind,
            cell: ({ kind }) => <TextLink to={`/office/ledger?kind=${kind}`}>{kindOf(kind)}</TextLink>,
          },
          {
            key: 'debit',
            head: texts.byKindHeads[1],
            type: 'money',
            cell: ({ debit, currency }) =>
              debit > 0n && <Money fen={debit} currency={currency} mixed={currencies.length > 1} />,
            foot: currencies.length === 1 && <Money fen={sumOf(kinds, 'debit')} currency={currencies[0]!} />,
          },
          {
            key: 'credit',
            head: texts.byKindHeads[2],
            type: 'money',
            cell: ({ credit, currency }) =>
              credit > 0n && <Money fen={credit} currency={currency} mixed={currencies.length > 1} />,
            foot: currencies.length === 1 && <Money fen={sumOf(kinds, 'credit')} currency={currencies[0]!} />,
          },
        ]}
      />
    </Section>
  )
}

function Proofs({ kinds, currencies }: { kinds: readonly KindBalance[]; currencies: readonly string[] }) {
  const texts = usePaymentsTexts().ledger
  const format = useFormat()
  return (
    <>
      {currencies.map((currency) => {
        const own = kinds.filter((kind) => kind.currency === currency)
        const difference = sumOf(own, 'debit') - sumOf(own, 'credit')
        return (
          <span
            key={currency}
            className={`inline-flex items-center gap-1 text-sm ${difference === 0n ? 'text-ok' : 'text-risk'}`}
          >
            <Icon name={difference === 0n ? 'check' : 'alert'} className="size-3.5" />
            {difference === 0n
              ? texts.proof(currency)
              : texts.proofBroken(currency, format.money(difference, currency))}
          </span>
        )
      })}
    </>
  )
}

const sumOf = (kinds: readonly KindBalance[], side: 'debit' | 'credit') =>
  kinds.reduce((sum, kind) => sum + kind[side], 0n)
