import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { whyNotAnswer } from '../stripe/answering'
import { usePaymentsTexts } from './texts'

type Answerable = { state: string; answeredAt: Date | null; dueAt: Date | null; now: Date }

/** The one answer to the payer's bank: evidence, or giving in. */
export function ChargebackMoves({
  chargeback,
  answer,
}: {
  chargeback: Answerable
  answer: Answer | undefined
}) {
  const texts = usePaymentsTexts().chargebacks
  const refusal = whyNotAnswer(chargeback, chargeback.now)
  if (refusal)
    return refusal === 'answer-too-late' ? <p className="mt-6 text-ink-soft">{texts.tooLate}</p> : null
  return (
    <Section title={texts.answer} sentence={texts.answerLead}>
      <div className="flex flex-wrap gap-2">
        <ConfirmMove
          move="answer"
          verb={texts.answer}
          title={texts.answerTitle}
          consequences={texts.answerEffects}
          undo={{ possible: false, words: texts.once }}
          answer={answer}
        >
          <TextArea
            name="statement"
            label={texts.statement}
            hint={texts.statementHint}
            rows={6}
            defaultValue={valueOf(answer, 'statement')}
            error={problemOf(answer, 'statement')}
          />
        </ConfirmMove>
        <ConfirmMove
          move="concede"
          look="danger"
          verb={texts.concede}
          title={texts.concedeTitle}
          consequences={texts.concedeEffects}
          undo={{ possible: false, words: texts.once }}
          answer={answer}
        />
      </div>
    </Section>
  )
}
