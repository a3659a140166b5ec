import { Button } from '~/design/button'
import { useFormat } from '~/design/format'
import { FormSummary } from '~/design/form-summary'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveForm } from '~/web/move-form'
import { usePackTexts } from '../../parts/texts'
import { whyNotActivate, whyNotCompare } from '../activation'
import type { Outcome, Pack } from '../queries.server'

/** Activation with what it brings about, and the comparison once more. */
export function PackMoves({
  its,
  sums,
  answer,
}: {
  its: Pack
  sums: Outcome['sums'] | null
  answer: Answer | undefined
}) {
  const texts = usePackTexts()
  const format = useFormat()
  if (its.state === 'active') return null
  const whyNot = whyNotActivate(its)
  return (
    <div className="mb-6 space-y-3">
      {answer?.values.move === 'compare' && (
        <FormSummary
          problems={answer.problems}
          refusal={answer.refusal ? { what: answer.refusal.sentence } : null}
        />
      )}
      <div className="flex flex-wrap items-start gap-2">
        <ConfirmMove
          move="activate"
          verb={texts.activate}
          icon="check"
          title={texts.activateTitle(its.version)}
          consequences={[
            texts.activateNow,
            ...(sums
              ? [
                  texts.activateRows(format.number(sums.titles), format.number(sums.rows)),
                  texts.activateMoney(format.money(sums.valueUp), format.money(sums.valueDown)),
                ]
              : []),
          ]}
          undo={{ possible: true, words: texts.activateUndo }}
          whyNot={whyNot && texts.whyNot[whyNot]}
          answer={answer}
        />
        {whyNotCompare(its) === null && (
          <MoveForm move="compare" answer={answer}>
            <Button icon="refresh">{texts.compare}</Button>
          </MoveForm>
        )}
      </div>
    </div>
  )
}
