import { Button } from '~/design/button'
import { ChoiceGroup } from '~/design/choice-group'
import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { TextField } from '~/design/text-field'
import { type Answer, chosenOf, typed } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveForm } from '~/web/move-form'
import type { Side } from '../channels/kinds'
import type { Meeting } from '../meetings/reading.server'
import { useMediationTexts } from './texts'

type People = readonly { id: string; name: string }[]

/** When, where, whether it is recorded, and what came of it. */
export function MeetingFacts({ meeting, people }: { meeting: Meeting; people: People }) {
  const all = useMediationTexts()
  const texts = all.meetings
  const names = people.filter(({ id }) => meeting.attended.includes(id)).map(({ name }) => name)
  return (
    <Facts
      layout="row"
      items={[
        { label: texts.at, value: <Moment at={meeting.startsAt} /> },
        { label: texts.minutes, value: String(meeting.minutes) },
        { label: texts.place, value: meeting.place },
        { label: texts.recording, value: meeting.recording ? texts.recorded : texts.notRecorded },
        ...(meeting.state === 'held'
          ? [
              { label: texts.attended, value: names.join(all.listComma) || all.none },
              { label: texts.result, value: meeting.result ?? '' },
            ]
          : []),
      ]}
    />
  )
}

type MeetingDeedsProps = {
  meeting: Meeting
  people: People
  side: Side | null
  leads: boolean
  now: Date
  answer: Answer | undefined
}

/** Until it was held: a side says whether it may be recorded, whoever called it closes or cancels it. */
export function MeetingDeeds({ meeting, people, side, leads, now, answer }: MeetingDeedsProps) {
  const { meetings: texts } = useMediationTexts()
  if (meeting.state !== 'planned') return null
  const allowed = side === 'claimant' ? meeting.claimantRecords : meeting.respondentRecords
  const isBoth = meeting.kind === 'joint' || meeting.kind === 'procedure'
  return (
    <>
      {side && isBoth && (
        <Section title={texts.recording} sentence={texts.recordingLead}>
          <MoveForm move={allowed ? 'forbid_recording' : 'allow_recording'} answer={answer}>
            <Button>{allowed ? texts.forbid : texts.allow}</Button>
          </MoveForm>
        </Section>
      )}
      {leads && meeting.startsAt <= now && (
        <Section title={texts.hold}>
          <MoveForm move="hold" answer={answer} className="max-w-xl space-y-4">
            <ChoiceGroup
              type="checkbox"
              name="attended"
              label={texts.attended}
              chosen={chosenOf(answer, 'attended')}
              choices={people.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <TextField {...typed(answer, 'result')} label={texts.result} hint={texts.resultHint} />
            <Button look="primary">{texts.holdVerb}</Button>
          </MoveForm>
        </Section>
      )}
      {leads && (
        <div className="mt-6">
          <ConfirmMove
            move="cancel"
            verb={texts.cancel}
            look="quiet"
            title={texts.cancelTitle}
            consequences={[...texts.cancelWhat]}
            undo={{ possible: false, words: texts.cancelUndo }}
            answer={answer?.values.move === 'cancel' ? answer : undefined}
          />
        </div>
      )}
    </>
  )
}
