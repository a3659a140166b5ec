import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { workdays } from '../periods'
import { useOrdersTexts } from './texts'

/** What the office may do for an order that was paid in part only: give more time, once. */
export function ExtendMove({ answer }: { answer: Answer | undefined }) {
  const texts = useOrdersTexts().extension
  return (
    <ConfirmMove
      move="extend"
      verb={texts.verb}
      title={texts.title}
      consequences={[texts.until(String(workdays.pay)), texts.once]}
      undo={{ possible: false, words: texts.undo }}
      answer={answer}
    />
  )
}
