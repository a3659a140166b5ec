import type { ComponentProps } from 'react'
import { Confirm } from '~/design/confirm'
import { FormSummary } from '~/design/form-summary'
import type { Answer } from './answer'
import { StepUpField } from './checked-form'
import { KeyField } from './key-field'

type ConfirmMoveProps = Omit<
  ComponentProps<typeof Confirm>,
  'id' | 'name' | 'value' | 'hidden' | 'stayOpen'
> & {
  move: string
  /** Where several of one move stand on a page; the move itself otherwise. */
  id?: string
  answer?: Answer | undefined
}

/** `<ConfirmMove move="void" verb title consequences undo answer>fields</ConfirmMove>`: a move explained before it is made; its refusal and its step-up stand inside the dialog. */
export function ConfirmMove({ move, id = move, answer, children, ...decision }: ConfirmMoveProps) {
  const mine = answer?.values.move === move ? answer : undefined
  const stepUp = mine?.refusal?.field === 'totp'
  return (
    <Confirm {...decision} id={id} value={move} hidden={<KeyField />} stayOpen={mine !== undefined}>
      {mine && !stepUp && (
        <FormSummary
          problems={mine.problems}
          refusal={mine.refusal ? { what: mine.refusal.sentence } : null}
        />
      )}
      {children}
      {stepUp && <StepUpField error={mine.refusal?.sentence} />}
    </Confirm>
  )
}
