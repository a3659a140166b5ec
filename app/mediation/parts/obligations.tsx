import { Chip } from '~/design/chip'
import { Moment } from '~/design/moment'
import { Money } from '~/design/money'
import { Day } from '~/design/day'
import { Quantity } from '~/design/quantity'
import { Section } from '~/design/section'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { otherSide, type Side } from '../channels/kinds'
import type { CaseState } from '../lifecycle'
import type { Promised } from '../offers/terms'
import { checkedBy, hasTurnedIntoPay, isConfirmable } from '../settlements/checking'
import type { Obligation } from '../settlements/fulfilling.server'
import type { readSettlement } from '../settlements/reading.server'
import { obligationMeanings } from './obligation-meanings'
import { PurchaseStanding } from './purchase-standing'
import { Replacing } from './replacing'
import { useMediationTexts } from './texts'

type Settled = NonNullable<Awaited<ReturnType<typeof readSettlement>>>
type ObligationsProps = Pick<Settled, 'obligations' | 'purchases' | 'replacements' | 'organizationId'> & {
  side: Side | null
  state: CaseState
  answer: Answer | undefined
}

/** What each side owes, until when, how it is known to be kept, and whether it was. */
export function Obligations({
  obligations,
  purchases,
  replacements,
  organizationId,
  side,
  state,
  answer,
}: ObligationsProps) {
  const all = useMediationTexts()
  const texts = all.settlement
  const open = state === 'fulfillment' || state === 'cure'
  return (
    <Section title={texts.fulfillment} count={obligations.length}>
      <ul className="divide-y divide-line border-y border-line">
        {obligations.map((one) => (
          <li key={one.id} className="space-y-1.5 py-3">
            <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
              <span className="min-w-0 flex-1 font-medium">
                {one.no}. {all.promises[one.kind]}{' '}
                {one.quantity !== null && <Quantity value={one.quantity} />}{' '}
                {one.amount !== null && <Money fen={one.amount} currency={one.currency} />}
              </span>
              <Chip meaning={obligationMeanings[one.state]}>{all.obligationStates[one.state]}</Chip>
            </div>
            <p className="text-sm text-ink-soft">
              {texts.debtor} {all.roles[one.debtorSide]} · {texts.due} <Day on={one.dueOn} /> · {texts.check}{' '}
              {checkedBy[one.kind] === 'facts' && !hasTurnedIntoPay(one) ? texts.byFacts : texts.byCreditor}
              {one.metAt ? (
                <>
                  {' · '}
                  <Moment at={one.metAt} />
                </>
              ) : (
                one.answer === 'cannot_tell' && ` · ${all.answers.cannot_tell}`
              )}
            </p>
            {replacements
              .filter(({ obligationId }) => obligationId === one.id)
              .map((its) => (
                <Replacing key={its.id} its={its} isVendor={its.vendorId === organizationId} />
              ))}
            {textOf(one) && <p className="max-w-prose whitespace-pre-line">{textOf(one)}</p>}
            <PurchaseStanding
              fallback={fallbackOf(one)}
              isTurned={one.fellBackAt !== null}
              purchase={purchases.find(({ obligationId }) => obligationId === one.id)}
            />
            {open &&
              side === otherSide(one.debtorSide) &&
              (one.state === 'open' || one.state === 'late') &&
              (isConfirmable(one) || hasTurnedIntoPay(one)) && (
                <ConfirmMove
                  move="confirm"
                  id={`deed-${one.id}`}
                  verb={texts.confirm}
                  look="secondary"
                  title={texts.confirmTitle}
                  consequences={[...texts.confirmWhat]}
                  undo={{ possible: false, words: texts.confirmUndo }}
                  answer={answer?.values.obligationId === one.id ? answer : undefined}
                >
                  <input type="hidden" name="obligationId" value={one.id} />
                </ConfirmMove>
              )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

const textOf = ({ terms }: Obligation) => (terms as { text?: string } | null)?.text ?? ''

const fallbackOf = ({ terms }: Obligation) => (terms as Partial<Promised>).fallback
