import type { ComponentProps } from 'react'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
import { useOrdersTexts } from '../../parts/texts'

type TaxAnswersProps = {
  /** Under which name the form says what is answered, and which it is. */
  name: 'skuTaxId' | 'vendorTaxId'
  id: string
  answer: Answer | undefined
  check: Pick<ComponentProps<typeof ConfirmMove>, 'verb' | 'title' | 'consequences' | 'undo'>
  refuseEffect: string
}

/** What an officer answers to what a vendor says of its tax: it is so, or it goes back with a reason. */
export function TaxAnswers({ name, id, answer, check, refuseEffect }: TaxAnswersProps) {
  const texts = useOrdersTexts().taxes
  const mine = answer?.values[name] === id ? answer : undefined
  return (
    <div className="mt-3 flex flex-wrap items-start gap-3">
      <ConfirmMove move="check" look="secondary" id={`check-${id}`} {...check} answer={mine}>
        <input type="hidden" name={name} value={id} />
      </ConfirmMove>
      <ConfirmMove
        move="refuse"
        id={`refuse-${id}`}
        look="danger"
        verb={texts.refuse}
        title={texts.refuseTitle}
        consequences={[refuseEffect]}
        undo={{ possible: true, words: texts.refuseUndo }}
        answer={mine}
      >
        <input type="hidden" name={name} value={id} />
        <MoveReason move="refuse" id={`refuse-${id}`} answer={mine} label={texts.reason} />
      </ConfirmMove>
    </div>
  )
}
