import { Button } from '~/design/button'
import { Fold } from '~/design/fold'
import { useFormat } from '~/design/format'
import { NumberField } from '~/design/number-field'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { ConfirmMove } from '~/web/confirm-move'
import { useDemandsTexts } from '../../parts/texts'
import { wishMoveForm } from '../form'
import type { Wish, Wished } from '../queries.server'

type WishMovesProps = { wish: Wish; lines: readonly Wished[]; answer: Answer | undefined }

/** What officers may do with a wish: ask for interest, decline it, set its threshold. */
export function WishMoves({ wish, lines, answer }: WishMovesProps) {
  const texts = useDemandsTexts().wish
  const format = useFormat()
  if (wish.state !== 'collecting' && wish.state !== 'threshold_met') return null
  const organizations = new Set(lines.map(({ orgId }) => orgId)).size
  const declining = answer?.values.move === 'decline' ? answer : undefined
  const isMet = wish.state === 'threshold_met'
  return (
    <Section title={texts.moves} sentence={isMet ? texts.movesMet : texts.movesCollecting}>
      <div className="flex flex-wrap gap-2">
        {isMet && (
          <ConfirmMove
            move="interest"
            answer={answer}
            verb={texts.open(format.number(organizations))}
            title={texts.openTitle}
            consequences={[texts.openWhat, texts.openThen]}
            undo={{ possible: false, words: texts.openUndo }}
          />
        )}
        <ConfirmMove
          move="decline"
          look="danger"
          answer={answer}
          verb={texts.decline}
          title={texts.declineTitle}
          consequences={[texts.declineWhat]}
          undo={{ possible: false, words: texts.declineUndo }}
        >
          <TextArea
            name="reason"
            label={texts.reason}
            hint={texts.reasonHint}
            rows={3}
            maxLength={500}
            width="full"
            defaultValue={valueOf(declining, 'reason')}
            error={problemOf(declining, 'reason')}
          />
        </ConfirmMove>
      </div>
      {!isMet && <Threshold wish={wish} answer={answer} />}
    </Section>
  )
}

function Threshold({ wish, answer }: { wish: Wish; answer: Answer | undefined }) {
  const texts = useDemandsTexts().wish
  const defaults = {
    thresholdOrgs: String(wish.thresholdOrgs),
    thresholdQuantity: String(wish.thresholdQuantity),
  }
  return (
    <div className="mt-4">
      <Fold when label={texts.setThreshold}>
        <CheckedForm
          form={wishMoveForm.options[0]}
          answer={answer?.values.move === 'threshold' ? answer : undefined}
          defaults={defaults}
          className="mt-2 max-w-md space-y-4"
        >
          {(field, busy) => (
            <>
              <input type="hidden" name="move" value="threshold" />
              <NumberField {...field('thresholdOrgs')} label={texts.thresholdOrgs} />
              <NumberField {...field('thresholdQuantity')} label={texts.thresholdQuantity} />
              <Button busy={busy}>{texts.saveThreshold}</Button>
            </>
          )}
        </CheckedForm>
      </Fold>
    </div>
  )
}
