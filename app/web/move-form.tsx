import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Answer } from './answer'
import { StepUpField } from './checked-form'
import { KeyField } from './key-field'

type MoveFormProps = {
  move: string
  action?: string
  answer?: Answer | undefined
  hidden?: Record<string, string>
  className?: string
  children: ReactNode
}

/** `<MoveForm move="withdraw"><Button>Withdraw bid</Button></MoveForm>`: a move without input, posted from the show page. */
export function MoveForm({ move, action, answer, hidden = {}, className, children }: MoveFormProps) {
  return (
    <Form method="post" className={className} {...(action && { action })}>
      <KeyField />
      <input type="hidden" name="move" value={move} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {answer?.refusal?.field === 'totp' && answer.values.move === move && (
        <StepUpField error={answer.refusal.sentence} />
      )}
      {children}
    </Form>
  )
}
