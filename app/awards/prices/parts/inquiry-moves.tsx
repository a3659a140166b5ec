import { Button } from '~/design/button'
import { FileDrop } from '~/design/file-drop'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
import { useAwardTexts } from '../../parts/texts'
import { replyForm } from '../form'

/** The vendor explains its price, with a paper if it has one. */
export function Reply({ answer }: { answer: Answer | undefined }) {
  const texts = useAwardTexts().inquiry
  return (
    <Section title={texts.replyTitle} sentence={texts.replyLead}>
      <CheckedForm
        form={replyForm}
        answer={answer}
        encType="multipart/form-data"
        className="max-w-2xl space-y-5"
      >
        {(field, busy) => (
          <>
            <input type="hidden" name="move" value="reply" />
            <TextArea
              {...field('reply')}
              label={texts.reply}
              hint={texts.replyHint}
              rows={6}
              maxLength={4000}
              width="full"
            />
            <FileDrop {...field('evidence')} label={texts.evidence} hint={texts.evidenceHint} optional />
            <Button look="primary" busy={busy}>
              {texts.send}
            </Button>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}

/** An officer accepts the explanation, or excludes the bid; either with a reason, for good. */
export function Decision({ vendor, answer }: { vendor: string; answer: Answer | undefined }) {
  const texts = useAwardTexts().inquiry
  return (
    <Section title={texts.decisionTitle} sentence={texts.decisionLead}>
      <div className="flex flex-wrap gap-2">
        <ConfirmMove
          move="accept"
          answer={answer}
          verb={texts.accept}
          title={texts.acceptTitle(vendor)}
          consequences={[texts.acceptWhat, texts.thenComputed]}
          undo={{ possible: false, words: texts.undo }}
        >
          <MoveReason move="accept" answer={answer} label={texts.reason} hint={texts.reasonHint} />
        </ConfirmMove>
        <ConfirmMove
          move="exclude"
          look="danger"
          answer={answer}
          verb={texts.exclude}
          title={texts.excludeTitle(vendor)}
          consequences={[texts.excludeWhat, texts.excludeAgain, texts.thenComputed]}
          undo={{ possible: false, words: texts.undo }}
        >
          <MoveReason move="exclude" answer={answer} label={texts.reason} hint={texts.reasonHint} />
        </ConfirmMove>
      </div>
    </Section>
  )
}
