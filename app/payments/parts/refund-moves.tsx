import { Button } from '~/design/button'
import { CheckField } from '~/design/check-field'
import { FileDrop } from '~/design/file-drop'
import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveForm } from '~/web/move-form'
import { prepareRefundForm } from '../form'
import type { FoundRefund } from '../refunds/queries.server'
import { isOwed } from '../refunds/requesting'
import { usePaymentsTexts } from './texts'

type RefundMovesProps = { refund: FoundRefund['refund']; reader: string; answer: Answer | undefined }

/** What an officer may do with a refund in its present state: check it, approve what another checked, send it. */
export function RefundMoves({ refund, reader, answer }: RefundMovesProps) {
  const { refunds: texts, matching } = usePaymentsTexts()
  const format = useFormat()
  const waits = ['requested', 'waiting_red_letter', 'failed'].includes(refund.state)
  const reason = (
    <TextArea
      name="reason"
      label={texts.reason}
      defaultValue={valueOf(answer, 'reason')}
      error={problemOf(answer, 'reason')}
    />
  )
  if (refund.rail === 'stripe' && (refund.state === 'approved' || refund.state === 'sent'))
    return <p className="mt-6 text-ink-soft">{refund.suspended ? texts.suspended : texts.byItself}</p>
  if (refund.state === 'approved' || refund.state === 'sent')
    return (
      <div className="mt-6 flex flex-wrap gap-2">
        {refund.state === 'approved' && (
          <MoveForm move="send" answer={answer}>
            <Button look="primary">{texts.send}</Button>
          </MoveForm>
        )}
        {refund.state === 'sent' && (
          <ConfirmMove
            move="fail"
            look="danger"
            verb={texts.fail}
            title={texts.failTitle}
            consequences={[texts.failEffects]}
            undo={{ possible: true, words: texts.failUndo }}
            answer={answer}
          >
            {reason}
          </ConfirmMove>
        )}
      </div>
    )
  if (refund.state === 'refused' && isOwed(refund.cause))
    return (
      <div className="mt-6">
        <ConfirmMove
          move="again"
          verb={texts.again}
          title={texts.againTitle(format.money(refund.amount, refund.currency))}
          consequences={[texts.againEffects]}
          undo={{ possible: true, words: texts.againUndo }}
          answer={answer}
        />
      </div>
    )
  if (!waits) return null
  return (
    <>
      <Section title={texts.payee} sentence={texts.payeeLead}>
        <PrepareForm refund={refund} answer={answer} />
      </Section>
      <div className="mt-6 flex flex-wrap items-center gap-2 border-t border-line pt-4">
        {refund.preparedBy === reader ? (
          <span className="text-attention">{matching.line.samePerson}</span>
        ) : (
          refund.preparedBy && (
            <ConfirmMove
              move="approve"
              verb={texts.approve}
              title={texts.approveTitle(format.money(refund.amount, refund.currency))}
              consequences={Object.values(texts.approveEffects)}
              undo={{ possible: false, words: texts.approveUndo }}
              answer={answer}
            />
          )
        )}
        {refund.state !== 'failed' && (
          <ConfirmMove
            move="refuse"
            look="danger"
            verb={texts.refuse}
            title={texts.refuseTitle}
            consequences={[texts.refuseEffects]}
            undo={{ possible: true, words: texts.refuseUndo }}
            answer={answer}
          >
            {reason}
          </ConfirmMove>
        )}
      </div>
    </>
  )
}

function PrepareForm({ refund, answer }: Pick<RefundMovesProps, 'refund' | 'answer'>) {
  const texts = usePaymentsTexts().refunds
  return (
    <CheckedForm
      form={prepareRefundForm}
      answer={answer?.values.move === 'prepare' ? answer : undefined}
      encType="multipart/form-data"
      className="max-w-xl space-y-4"
      defaults={{
        payeeName: refund.payeeName ?? '',
        payeeAccount: refund.payeeAccount ?? '',
        payeeBank: refund.payeeBank ?? '',
      }}
    >
      {(field, busy) => (
        <>
          <input type="hidden" name="move" value="prepare" />
          {refund.rail === 'bank' && (
            <>
              <TextField {...field('payeeName')} label={texts.payeeName} />
              <TextField {...field('payeeAccount')} label={texts.payeeAccount} inputMode="numeric" />
              <TextField {...field('payeeBank')} label={texts.payeeBank} optional />
              <FileDrop {...field('letter')} label={texts.letter} optional accept=".pdf,.png,.jpg,.jpeg" />
              <CheckField
                {...field('calledBack')}
                value="yes"
                defaultValue={undefined}
                label={texts.calledBack}
              />
            </>
          )}
          <Button look={refund.preparedBy ? 'secondary' : 'primary'} busy={busy}>
            {texts.prepare}
          </Button>
        </>
      )}
    </CheckedForm>
  )
}
