import { TextArea } from '~/design/text-area'
import { type Answer, problemOf, valueOf } from './answer'

type MoveReasonProps = {
  /** The move that it belongs to, where several on a page ask for a reason. */
  move: string
  /** Where several of one move stand on a page; the move itself otherwise. */
  id?: string
  answer: Answer | undefined
  label: string
  hint?: string
  maxLength?: number
}

/** The `reason` within a ConfirmMove: what was typed and what was wrong with it are shown with its own move alone. */
export function MoveReason({ move, id = move, answer, label, hint, maxLength = 2000 }: MoveReasonProps) {
  const mine = answer?.values.move === move ? answer : undefined
  return (
    <TextArea
      name="reason"
      id={`${id}-reason`}
      label={label}
      {...(hint && { hint })}
      rows={3}
      maxLength={maxLength}
      width="full"
      defaultValue={valueOf(mine, 'reason')}
      error={problemOf(mine, 'reason')}
    />
  )
}
