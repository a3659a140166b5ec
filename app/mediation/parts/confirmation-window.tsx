import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { LinkButton } from '~/design/link-button'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { type Answer, typed } from '~/web/answer'
import { MoveForm } from '~/web/move-form'
import { type Side, sides } from '../channels/kinds'
import { outcomes } from '../settlements/form'
import { useMediationTexts } from './texts'

type Confirmation = {
  dueOn: string
  isOver: boolean
  court: string | null
  claimantYesAt: Date | null
  respondentYesAt: Date | null
  filedOn: string | null
  outcome: (typeof outcomes)[number] | null
}
type ConfirmationWindowProps = {
  caseId: string
  confirmation: Confirmation
  side: Side | null
  answer: Answer | undefined
}

/** Judicial confirmation: thirty days, both sides, one pack of papers. */
export function ConfirmationWindow({ caseId, confirmation, side, answer }: ConfirmationWindowProps) {
  const all = useMediationTexts()
  const texts = all.settlement
  const { filedOn, outcome, isOver } = confirmation
  const said = sides.filter((one) => confirmation[`${one}YesAt`] !== null)
  return (
    <Section
      title={texts.confirmation}
      sentence={
        isOver && filedOn === null ? texts.confirmationOver : texts.confirmationLead(confirmation.dueOn)
      }
    >
      <p className="mb-3 text-ink-soft">
        {[
          ...(confirmation.court ? [`${texts.court} ${confirmation.court}`] : []),
          ...said.map((one) => texts.ticked(all.roles[one])),
          ...(filedOn ? [`${texts.filedOn} ${filedOn}`] : []),
          ...(outcome ? [`${texts.outcome} ${texts.outcomes[outcome]}`] : []),
        ].join(' · ')}
      </p>
      <div className="flex flex-wrap gap-2">
        {side !== null && said.length === 2 && (!isOver || filedOn !== null) && (
          <LinkButton to={`/cases/${caseId}/confirmation.zip`} reloadDocument icon="download">
            {texts.pack}
          </LinkButton>
        )}
        {side !== null && !isOver && !said.includes(side) && (
          <MoveForm move="apply" answer={answer}>
            <Button>{texts.tick}</Button>
          </MoveForm>
        )}
      </div>
      {side !== null && said.length === 2 && !isOver && filedOn === null && (
        <MoveForm move="filed" answer={answer} className="mt-4 flex flex-wrap items-end gap-2">
          <DateField {...typed(answer, 'filedOn')} label={texts.filedOn} />
          <Button>{texts.filed}</Button>
        </MoveForm>
      )}
      {side !== null && filedOn !== null && outcome === null && (
        <MoveForm move="outcome" answer={answer} className="mt-4 flex flex-wrap items-end gap-2">
          <SelectField
            {...typed(answer, 'outcome')}
            label={texts.outcome}
            empty={all.claim.choose}
            options={outcomes.map((value) => ({ value, label: texts.outcomes[value] }))}
          />
          <Button>{texts.noteOutcome}</Button>
        </MoveForm>
      )}
    </Section>
  )
}
