import { Chip } from '~/design/chip'
import { useFormat } from '~/design/format'
import type { Meaning } from '~/design/meaning'
import { TextLink } from '~/design/text-link'
import { shownCode } from '../code'
import type { NamedOrder } from '../matching/board.server'
import type { Proposal, Rule } from '../matching/proposing'
import { usePaymentsTexts } from './texts'

const meanings: Record<Rule, Meaning> = {
  M1: 'ok',
  M2: 'info',
  M3: 'info',
  M4: 'attention',
  M5: 'attention',
  M6: 'quiet',
  M7: 'quiet',
  R1: 'risk',
  D1: 'ok',
}

export const RuleChip = ({ rule }: { rule: Rule }) => (
  <Chip meaning={meanings[rule]}>{usePaymentsTexts().matching.rules[rule]}</Chip>
)

/** What a line most likely is: rule, reason in a sentence, and the orders it would pay. */
export function ProposalFacts({ proposal, orders }: { proposal: Proposal; orders: readonly NamedOrder[] }) {
  const texts = usePaymentsTexts().matching
  const format = useFormat()
  const remarks = [
    ...(proposal.secondPerson && (proposal.parts.length > 0 || proposal.unapplied > 0n)
      ? [texts.secondPerson]
      : []),
    ...(proposal.letterNeeded ? [texts.letterNeeded] : []),
  ]
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
        <RuleChip rule={proposal.rule} />
        <span className="text-sm text-ink-soft">{texts.reasons[proposal.reason]}</span>
      </p>
      <ul>
        {proposal.parts.map(({ orderId, amount }) => {
          const order = orders.find(({ id }) => id === orderId)
          return (
            <li key={orderId} className="flex flex-wrap gap-x-2">
              <TextLink to={`/orders/${orderId}`} className="figure">
                {order?.number}
              </TextLink>
              <span>{order?.buyer}</span>
              <span className="figure">{format.money(amount, order?.currency)}</span>
            </li>
          )
        })}
        {proposal.unapplied > 0n && (
          <li className="text-ink-soft">{texts.toUnapplied(format.money(proposal.unapplied))}</li>
        )}
      </ul>
      {remarks.length > 0 && <p className="text-sm text-attention">{remarks.join(' · ')}</p>}
    </div>
  )
}

/** A payer's remark with the codes in it set apart. */
export function Remark({ remark, codes }: { remark: string | null; codes: readonly string[] }) {
  if (!remark) return null
  return (
    <span className="block text-sm break-words text-ink-soft">
      {remark}{' '}
      {codes.map((code) => (
        <code key={code} className="rounded-sm bg-accent-soft px-1 font-mono text-ink">
          {shownCode(code)}
        </code>
      ))}
    </span>
  )
}
