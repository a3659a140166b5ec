import { Button } from '~/design/button'
import { ChoiceGroup } from '~/design/choice-group'
import { TextArea } from '~/design/text-area'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveForm } from '~/web/move-form'
import type { MeetingState } from '../../lifecycle'
import { useMeetingTexts } from './texts'

type Unit = { id: string; name: string }
type MeetingMovesProps = {
  meeting: { state: MeetingState; orgId: string }
  units: readonly Unit[]
  invited: readonly (Unit & { answer: string | null })[]
  approves: boolean
  answer: Answer | undefined
}

/** What the office does next with a meeting: invite, write down who came, approve the minutes; or cancel it. */
export function MeetingMoves({ meeting, units, invited, approves, answer }: MeetingMovesProps) {
  const texts = useMeetingTexts()
  const { state } = meeting
  if (state === 'held' && approves)
    return (
      <MoveForm move="approve" answer={answer}>
        <Button look="primary">{texts.approve}</Button>
      </MoveForm>
    )
  if (state !== 'planned' && state !== 'invited') return null
  const others = units.filter(({ id }) => id !== meeting.orgId)
  return (
    <div className="flex gap-2">
      <ConfirmMove
        move="cancel"
        verb={texts.cancel}
        look="danger"
        title={texts.cancelWhat}
        consequences={[texts.cancelWho]}
        undo={{ possible: false, words: texts.cancelUndo }}
        answer={answer}
      >
        <TextArea
          name="reason"
          label={texts.reason}
          defaultValue={valueOf(answer, 'reason')}
          error={problemOf(answer, 'reason')}
        />
      </ConfirmMove>
      {state === 'planned' ? (
        <ConfirmMove
          move="invite"
          verb={texts.invite}
          title={texts.inviteWhat}
          consequences={[texts.inviteWho]}
          undo={{ possible: true, words: texts.inviteUndo }}
          answer={answer}
        >
          <Units name="agencies" label={texts.units} units={others} chosen={others} answer={answer} />
        </ConfirmMove>
      ) : (
        <ConfirmMove
          move="hold"
          verb={texts.hold}
          title={texts.holdWhat}
          consequences={[texts.holdWho]}
          undo={{ possible: false, words: texts.holdUndo }}
          answer={answer}
        >
          <Units
            name="attended"
            label={texts.attendance}
            units={invited}
            chosen={invited.filter((unit) => unit.answer === 'coming')}
            answer={answer}
          />
        </ConfirmMove>
      )}
    </div>
  )
}

type UnitsProps = {
  name: string
  label: string
  units: readonly Unit[]
  chosen: readonly Unit[]
  answer: Answer | undefined
}

function Units({ name, label, units, chosen, answer }: UnitsProps) {
  return (
    <ChoiceGroup
      type="checkbox"
      name={name}
      label={label}
      error={problemOf(answer, name)}
      chosen={chosen.map(({ id }) => id)}
      choices={units.map(({ id, name: word }) => ({ value: id, label: word }))}
    />
  )
}
