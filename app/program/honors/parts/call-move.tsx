import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import type { HonorCallState } from '../../lifecycle'
import { useHonorTexts } from './texts'

const next = { draft: 'open', open: 'begin_scoring', scoring: 'notice', noticed: 'conclude' } as const

/** The one step that comes next in a call's life. */
export function CallMove({ state, answer }: { state: HonorCallState; answer: Answer | undefined }) {
  const texts = useHonorTexts().desk.moves
  if (state === 'closed') return null
  const move = next[state]
  const { verb, what, who, undo } = texts[move]
  return (
    <ConfirmMove
      move={move}
      look="primary"
      verb={verb}
      title={what}
      consequences={[who]}
      undo={{ possible: false, words: undo }}
      answer={answer}
    />
  )
}
