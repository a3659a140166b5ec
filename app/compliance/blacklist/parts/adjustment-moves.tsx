import { TextArea } from '~/design/text-area'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
import type { BlacklistAdjustmentState } from '../../lifecycle'
import { useBlacklistTexts } from '../../parts/texts'

type AdjustmentMovesProps = {
  state: BlacklistAdjustmentState
  note: string | null
  ready: boolean
  kept: number
  isSubmitter: boolean
  answer: Answer | undefined
}

/** One submits what was reviewed, another publishes it or gives it back. */
export function AdjustmentMoves({ state, note, ready, kept, isSubmitter, answer }: AdjustmentMovesProps) {
  const texts = useBlacklistTexts().adjustment
  const mine = answer?.values.move === 'submit' ? answer : undefined
  if (state === 'open')
    return (
      <div className="mt-6">
        <ConfirmMove
          move="submit"
          verb={texts.submit}
          title={texts.submitTitle}
          consequences={[texts.submitWhat]}
          undo={{ possible: true, words: texts.submitUndo }}
          whyNot={ready ? null : texts.unreviewed}
          answer={answer}
        >
          <TextArea
            name="note"
            label={texts.note}
            hint={texts.noteHint}
            rows={4}
            maxLength={1000}
            defaultValue={valueOf(mine, 'note', note ?? '')}
            error={problemOf(mine, 'note')}
          />
        </ConfirmMove>
      </div>
    )
  return (
    <>
      <p className="mt-4 max-w-prose whitespace-pre-line">{note}</p>
      <div className="mt-6 flex flex-wrap gap-3">
        <ConfirmMove
          move="publish"
          verb={texts.publish}
          title={texts.publishTitle}
          consequences={[texts.publishWhat(kept)]}
          undo={{ possible: false, words: texts.publishUndo }}
          whyNot={isSubmitter ? texts.ownSubmission : null}
          answer={answer}
        />
        <ConfirmMove
          move="return"
          verb={texts.return}
          look="secondary"
          title={texts.returnTitle}
          consequences={[texts.returnWhat]}
          undo={{ possible: true, words: texts.submitUndo }}
          answer={answer}
        >
          <MoveReason move="return" answer={answer} label={texts.returned} maxLength={300} />
        </ConfirmMove>
      </div>
    </>
  )
}
