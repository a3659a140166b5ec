import { Facts } from '~/design/facts'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import type { Case } from '../queries.server'
import { useMediationTexts } from './texts'

type WhoClaimsProps = {
  its: Pick<
    Case,
    'number' | 'claimantName' | 'claimantNameEn' | 'bodyName' | 'bodyNameEn' | 'type' | 'amount' | 'currency'
  >
}

/** By whom, before whom and for how much: what is read before an answer. */
export function WhoClaims({ its }: WhoClaimsProps) {
  const all = useMediationTexts()
  const named = useNamed()
  // A figure stays in one line; a long name must not.
  const name = (zh: string, en: string | null) => <span className="whitespace-normal">{named(zh, en)}</span>
  return (
    <div className="mb-6">
      <Facts
        layout="strip"
        items={[
          { label: all.list.number, value: its.number },
          { label: all.roles.claimant, value: name(its.claimantName, its.claimantNameEn) },
          { label: all.overview.body, value: name(its.bodyName, its.bodyNameEn) },
          { label: all.list.type, value: all.types[its.type] },
          ...(its.amount > 0n
            ? [{ label: all.list.amount, value: <Money fen={its.amount} currency={its.currency} /> }]
            : []),
        ]}
      />
    </div>
  )
}
