import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
import { usePilotTexts } from '../../parts/texts'
import type { PilotMove } from '../rights'

type PilotMovesProps = {
  may: readonly PilotMove[]
  /** Assessed by this person, so that another has to conclude. */
  isAssessor: boolean
  /** What the points make of it. */
  outcome: 'passed' | 'failed' | null
  answer: Answer | undefined
}

/** What this person may do with the pilot beside the checklist, each move with its consequences. */
export function PilotMoves({ may, isAssessor, outcome, answer }: PilotMovesProps) {
  const texts = usePilotTexts().moves
  return (
    <div className="mt-6 flex flex-wrap items-start gap-2">
      {may.includes('select') && (
        <ConfirmMove
          move="select"
          verb={texts.select}
          title={texts.selectTitle}
          consequences={[texts.selectWhat]}
          undo={{ possible: true, words: texts.selectUndo }}
          answer={answer}
        />
      )}
      {may.includes('conclude') && outcome && (
        <ConfirmMove
          move="conclude"
          verb={texts.conclude[outcome]}
          title={texts.concludeTitle[outcome]}
          consequences={[texts.concludeWhat[outcome]]}
          undo={{ possible: false, words: texts.concludeUndo }}
          whyNot={isAssessor ? texts.second : null}
          answer={answer}
        >
          <MoveReason move="conclude" answer={answer} label={texts.note} hint={texts.noteHint} />
        </ConfirmMove>
      )}
      {may.includes('withdraw') && (
        <ConfirmMove
          move="withdraw"
          verb={texts.withdraw}
          look="danger"
          title={texts.withdrawTitle}
          consequences={[texts.withdrawWhat]}
          undo={{ possible: false, words: texts.withdrawUndo }}
          answer={answer}
        >
          <MoveReason move="withdraw" answer={answer} label={texts.why} />
        </ConfirmMove>
      )}
    </div>
  )
}
