import { Button } from '~/design/button'
import { Section } from '~/design/section'
import type { Answer } from '~/web/answer'
import { MoveForm } from '~/web/move-form'
import { type Side, sides } from '../channels/kinds'
import { useMediationTexts } from './texts'

type Confirmation = {
  dueOn: string
  isOver: boolean
  court: string | null
  claimantYesAt: Date | null
  respondentYesAt: Date | null
}
type ConfirmationWindowProps = {
  confirmation: Confirmation
  side: Side | null
  answer: Answer | undefined
}

/** Judicial confirmation: thirty days, both sides, one pack of papers. */
export function ConfirmationWindow({ confirmation, side, answer }: ConfirmationWindowProps) {
  const all = useMediationTexts()
  const texts = all.settlement
  const said = sides.filter((one) => confirmation[`${one}YesAt`] !== null)
  return (
    <Section
      title={texts.confirmation}
      sentence={
        confirmation.isOver && said.length < 2
          ? texts.confirmationOver
          : texts.confirmationLead(confirmation.dueOn)
      }
    >
      <p className="mb-3 text-ink-soft">
        {[
          ...(confirmation.court ? [`${texts.court} ${confirmation.court}`] : []),
          ...said.map((one) => texts.ticked(all.roles[one])),
        ].join(' · ')}
      </p>
      <div className="flex flex-wrap gap-2">
        {side !== null && !confirmation.isOver && !said.includes(side) && (
          <MoveForm move="apply" answer={answer}>
            <Button>{texts.tick}</Button>
          </MoveForm>
        )}
      </div>
    </Section>
  )
}
