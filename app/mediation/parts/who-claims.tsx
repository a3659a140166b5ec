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
  return (
    <div className="mb-6">
      <Facts
        layout="strip"
        items={[
          { label: all.list.number, value: its.number },
          { label: all.roles.claimant, value: named(its.claimantName, its.claimantNameEn) },
          { label: all.overview.body, value: named(its.bodyName, its.bodyNameEn) },
          { label: all.list.type, value: all.types[its.type] },
          ...(its.amount > 0n
            ? [{ label: all.list.amount, value: <Money fen={its.amount} currency={its.currency} /> }]
            : []),
        ]}
      />
    </div>
  )
}
