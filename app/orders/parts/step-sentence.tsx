import { Deadline } from '~/design/deadline'
import type { OrderState } from '../lifecycle'
import type { NextStep } from '../next-step'
import { useOrdersTexts } from './texts'

type StepSentenceProps = {
  state: OrderState
  step: NextStep | null
  /** money comes before delivery */
  gated: boolean
  now: Date
}

/** What is next, by whom, until when: the sentence under an order's title. */
export function StepSentence({ state, step, gated, now }: StepSentenceProps) {
  const texts = useOrdersTexts().step
  const { sides } = useOrdersTexts()
  if (!step) return <>{texts.ended[state as keyof typeof texts.ended]}</>
  return (
    <>
      {step.deed === 'confirm'
        ? texts.confirm(sides[step.by])
        : texts[step.deed === 'deliver' && !gated ? 'deliverFirst' : step.deed]}{' '}
      {step.until && (
        <>
          {texts.until} <Deadline at={step.until} now={now} />
        </>
      )}
    </>
  )
}
