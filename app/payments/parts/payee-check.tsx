import { Button } from '~/design/button'
import { CheckField } from '~/design/check-field'
import { Facts } from '~/design/facts'
import { TextArea } from '~/design/text-area'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveForm } from '~/web/move-form'
import type { PayeeToCheck } from '../payouts/payee.server'
import { PayeeChip } from './payee-list'
import { useNamed } from '~/design/named'
import { usePaymentsTexts } from './texts'

type PayeeCheckProps = { payee: PayeeToCheck; reader: string; books: boolean; answer: Answer | undefined }

/** A named account beside the one before it, whom to call, and the checks of two officers. */
export function PayeeCheck({ payee, reader, books, answer }: PayeeCheckProps) {
  const { payee: texts, matching } = usePaymentsTexts()
  const named = useNamed()
  const own = payee.proposedBy === reader || payee.firstCheckedBy === reader
  const mine = answer?.values.payeeId === payee.id ? answer : undefined
  return (
    <li className="py-4">
      <p className="mb-2 flex flex-wrap items-center gap-3">
        <span className="font-medium">{named(payee.vendor, payee.vendorEn)}</span>
        <PayeeChip state={payee.state} />
      </p>
      <Facts
        layout="row"
        items={[
          { label: texts.holder, value: payee.holder },
          { label: texts.bank, value: payee.bank },
          { label: texts.number, value: <span className="figure font-medium">{payee.number}</span> },
          ...(payee.cnaps
            ? [{ label: texts.cnaps, value: <span className="figure">{payee.cnaps}</span> }]
            : []),
          {
            label: texts.before,
            value: payee.numberBefore ? (
              <span className="figure">
                {payee.bankBefore} {payee.numberBefore}
              </span>
            ) : (
              texts.firstEver
            ),
          },
          { label: texts.contact, value: [payee.person, payee.phone].filter(Boolean).join(' · ') || '—' },
          { label: texts.proposedBy, value: payee.proposer ?? '—' },
          ...(payee.checker ? [{ label: texts.checkedBy, value: payee.checker }] : []),
        ]}
      />
      {books && (
        <div className="mt-3 flex flex-wrap items-end gap-3">
          {own ? (
            <span className="text-attention">{matching.line.samePerson}</span>
          ) : (
            <MoveForm move="check" hidden={{ payeeId: payee.id }} answer={mine} className="space-y-2">
              {payee.state === 'proposed' && (
                <CheckField
                  id={`called-${payee.id}`}
                  name="calledBack"
                  value="yes"
                  label={texts.calledBack}
                />
              )}
              <Button>{payee.state === 'proposed' ? texts.check : texts.checkSecond}</Button>
            </MoveForm>
          )}
          <ConfirmMove
            move="refuse"
            look="danger"
            verb={texts.refuse}
            title={texts.refuseTitle}
            consequences={[texts.refuseEffects]}
            undo={{ possible: true, words: texts.refuseUndo }}
            answer={mine}
          >
            <input type="hidden" name="payeeId" value={payee.id} />
            <TextArea
              name="reason"
              label={texts.reason}
              defaultValue={valueOf(mine, 'reason')}
              error={problemOf(mine, 'reason')}
            />
          </ConfirmMove>
        </div>
      )}
    </li>
  )
}
