import { Empty } from '~/design/empty'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { TextArea } from '~/design/text-area'
import { TextLink } from '~/design/text-link'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import type { ListedWarning } from '../stripe/fraud.server'
import { usePaymentsTexts } from './texts'

type FraudWarningsProps = { warnings: readonly ListedWarning[]; books: boolean; answer: Answer | undefined }

/** What card networks suspect, each with what an officer has found out, or the way to say it. */
export function FraudWarnings({ warnings, books, answer }: FraudWarningsProps) {
  const texts = usePaymentsTexts().warnings
  const named = useNamed()
  if (warnings.length === 0) return <Empty title={texts.empty} why={texts.emptyWhy} icon="check-circle" />
  return (
    <ul className="divide-y divide-line border-y border-line">
      {warnings.map((warning) => {
        const mine = answer?.values.warningId === warning.id ? answer : undefined
        return (
          <li key={warning.id} className="py-3">
            <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <span className="font-medium">{texts.kinds[warning.kind] ?? texts.kinds.misc}</span>
              <span>{named(warning.payer, warning.payerEn)}</span>
              {warning.orderId && <TextLink to={`/orders/${warning.orderId}`}>{warning.number}</TextLink>}
              <span className="text-sm text-ink-soft">
                <Moment at={warning.warnedAt} />
              </span>
              {!warning.actionable && <span className="text-sm text-ink-soft">{texts.tooLate}</span>}
              <Money fen={warning.amount} currency={warning.currency} className="ml-auto" />
            </div>
            {warning.finding ? (
              <p className="mt-1">
                {warning.finding}{' '}
                <span className="text-sm text-ink-soft">
                  {warning.reviewer} {warning.reviewedAt && <Moment at={warning.reviewedAt} />}
                </span>
              </p>
            ) : (
              books && (
                <div className="mt-2">
                  <ConfirmMove
                    move="review"
                    verb={texts.review}
                    title={texts.reviewTitle}
                    consequences={texts.reviewEffects}
                    undo={{ possible: true, words: texts.reviewUndo }}
                    answer={mine}
                  >
                    <input type="hidden" name="warningId" value={warning.id} />
                    <TextArea
                      name="finding"
                      label={texts.finding}
                      hint={texts.findingHint}
                      defaultValue={valueOf(mine, 'finding')}
                      error={problemOf(mine, 'finding')}
                    />
                  </ConfirmMove>
                </div>
              )
            )}
          </li>
        )
      })}
    </ul>
  )
}
