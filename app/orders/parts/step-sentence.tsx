import { Deadline } from '~/design/deadline'
import type { OrderState } from '../lifecycle'
import type { NextStep } from '../next-step'
import { useOrdersTexts } from './texts'

type StepSentenceProps = { state: OrderState; step: NextStep | null; now: Date }

/** What is next, by whom, until when: the sentence under an order's title. */
export function StepSentence({ state, step, now }: StepSentenceProps) {
  const texts = useOrdersTexts().step
  const { sides } = useOrdersTexts()
  if (!step) return <>{texts.ended[state as keyof typeof texts.ended]}</>
  return (
    <>
      {step.deed === 'confirm' ? texts.confirm(sides[step.by]) : texts[step.deed]}{' '}
      {step.until && (
        <>
          {texts.until} <Deadline at={step.until} now={now} />
        </>
      )}
    </>
  )
}
