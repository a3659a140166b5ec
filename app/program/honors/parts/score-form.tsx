import { Button } from '~/design/button'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { Section } from '~/design/section'
import { TextField } from '~/design/text-field'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
import { type Criterion, scoreForm } from '../form'
import { useHonorTexts } from './texts'

type Own = {
  given: { points: Record<string, number>; conflict: string | null } | null
  conflict: string | null
}
type ScoreFormProps = { criteria: readonly Criterion[]; own: Own; answer: Answer | undefined }

/** A reviewer's points by criterion, given alone; or the conflict for which the reviewer stands back. */
export function ScoreForm({ criteria, own, answer }: ScoreFormProps) {
  const texts = useHonorTexts().scoring
  const named = useNamed()
  const scoring = answer?.values.move === 'score' ? answer : undefined
  const points = own.given?.points ?? {}
  return (
    <Section title={texts.yours} sentence={texts.alone}>
      {own.conflict && (
        <Notice meaning="attention" title={texts.conflict}>
          {texts.conflicts[own.conflict as keyof typeof texts.conflicts]}
        </Notice>
      )}
      {own.given?.conflict && (
        <Notice meaning="info" title={texts.stoodBack}>
          {own.given.conflict}
        </Notice>
      )}
      {!own.conflict && (
        <CheckedForm
          form={scoreForm(criteria).options[0]}
          answer={scoring}
          defaults={Object.fromEntries(
            criteria.map(({ key }) => [
              `points.${key}`,
              points[key] === undefined ? '' : String(points[key]),
            ]),
          )}
          className="max-w-xl space-y-5"
        >
          {(field, busy) => (
            <>
              <input type="hidden" name="move" value="score" />
              {criteria.map(({ key, zh, en, points: most }) => (
                <TextField
                  key={key}
                  {...field(`points.${key}`)}
                  label={named(zh, en || null)}
                  hint={texts.most(String(most))}
                  inputMode="numeric"
                  width="short"
                />
              ))}
              <Button look="primary" busy={busy}>
                {texts.give}
              </Button>
            </>
          )}
        </CheckedForm>
      )}
      <div className="mt-6">
        <ConfirmMove
          move="conflict"
          look="secondary"
          verb={texts.standBack}
          title={texts.standBackWhat}
          consequences={[texts.standBackWho]}
          undo={{ possible: true, words: texts.standBackUndo }}
          answer={answer}
        >
          <MoveReason move="conflict" answer={answer} label={texts.conflictWhy} maxLength={500} />
        </ConfirmMove>
      </div>
    </Section>
  )
}
