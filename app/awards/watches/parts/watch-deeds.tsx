import { Button } from '~/design/button'
import { FileDrop } from '~/design/file-drop'
import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
import { useWatchTexts } from '../../parts/watch-texts'
import { answerForm } from '../form'

/** The vendor answers once, with a paper if it has one. */
export function VendorAnswer({ answer }: { answer: Answer | undefined }) {
  const texts = useWatchTexts().show
  return (
    <Section title={texts.answerTitle} sentence={texts.answerLead}>
      <CheckedForm
        form={answerForm}
        answer={answer}
        encType="multipart/form-data"
        className="max-w-2xl space-y-5"
      >
        {(field, busy) => (
          <>
            <input type="hidden" name="move" value="answer" />
            <TextArea
              {...field('answer')}
              label={texts.answerField}
              hint={texts.answerHint}
              rows={5}
              maxLength={4000}
              width="full"
            />
            <FileDrop {...field('paper')} label={texts.paper} hint={texts.paperHint} optional />
            <Button look="primary" busy={busy}>
              {texts.send}
            </Button>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}

/** An officer decides with a reason, for good. */
export function OfficeDecision({ difference, answer }: { difference: bigint; answer: Answer | undefined }) {
  const texts = useWatchTexts().show
  const format = useFormat()
  return (
    <Section title={texts.decision}>
      <div className="flex flex-wrap gap-2">
        {difference > 0n && (
          <ConfirmMove
            move="grant"
            answer={answer}
            verb={texts.grant}
            title={texts.grantTitle}
            consequences={[texts.grantWhat(format.money(difference))]}
            undo={{ possible: false, words: texts.undo }}
          >
            <MoveReason move="grant" answer={answer} label={texts.reason} hint={texts.reasonHint} />
          </ConfirmMove>
        )}
        <ConfirmMove
          move="reject"
          look="danger"
          answer={answer}
          verb={texts.reject}
          title={texts.rejectTitle}
          consequences={[texts.rejectWhat]}
          undo={{ possible: false, words: texts.undo }}
        >
          <MoveReason move="reject" answer={answer} label={texts.reason} hint={texts.reasonHint} />
        </ConfirmMove>
      </div>
    </Section>
  )
}
