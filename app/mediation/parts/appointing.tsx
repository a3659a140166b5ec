import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { type Answer, typed } from '~/web/answer'
import { MoveForm } from '~/web/move-form'
import { type Side, sides } from '../channels/kinds'
import { Roster, type RosterLine } from './roster'
import { useMediationTexts } from './texts'

type AppointingProps = { roster: readonly RosterLine[]; ranked: readonly Side[]; answer: Answer | undefined }

/** The body appoints where the sides have no common name; before that, who has chosen. */
export function Appointing({ roster, ranked, answer }: AppointingProps) {
  const all = useMediationTexts()
  const texts = all.mediator
  const selectable = roster.filter(({ whyNot }) => whyNot === null)
  if (roster.length === 0) return <Empty title={texts.title} why={all.step.negotiation} icon="people" />
  return (
    <>
      <Section title={texts.appointTitle}>
        <p className="mb-3 text-ink-soft">
          {sides
            .map((side) => `${all.roles[side]}: ${ranked.includes(side) ? texts.ranked : '–'}`)
            .join(' · ')}
        </p>
        <MoveForm move="appoint" className="flex flex-wrap items-end gap-2">
          <SelectField
            {...typed(answer, 'mediatorId')}
            label={texts.title}
            empty={all.claim.choose}
            options={selectable.map(({ mediatorId, name }) => ({ value: mediatorId, label: name }))}
          />
          <Button>{texts.appoint}</Button>
        </MoveForm>
      </Section>
      <Roster roster={roster} />
    </>
  )
}
