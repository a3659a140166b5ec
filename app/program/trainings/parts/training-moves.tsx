import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { type TrainingState, trainingLifecycle } from '../../lifecycle'
import { trainingMoves } from '../form'
import { useTrainingTexts } from './texts'

/** What an officer may do with a training now: the next step, and to cancel it. */
export function TrainingMoves({ state, answer }: { state: TrainingState; answer: Answer | undefined }) {
  const texts = useTrainingTexts().desk
  const possible = trainingLifecycle.movesFrom(state, 'officer')
  return (
    <div className="flex gap-2">
      {trainingMoves
        .filter((move) => possible.includes(move))
        .map((move) => (
          <ConfirmMove
            key={move}
            move={move}
            verb={texts[move]}
            look={move === 'cancel' ? 'danger' : 'primary'}
            title={texts[`${move}What`]}
            consequences={[texts[`${move}Who`]]}
            undo={{ possible: false, words: texts[`${move}Undo`] }}
            answer={answer}
          />
        ))}
    </div>
  )
}
