import { Button } from '~/design/button'
import { useNamed } from '~/design/named'
import { TextField } from '~/design/text-field'
import type { Day } from '~/kernel/workdays'
import { type Answer, typed, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveForm } from '~/web/move-form'
import { useDay } from '../../parts/days'
import type { ResolutionState } from '../../lifecycle'
import { isOverdue } from '../year'
import { ResolutionChip } from './chips'
import { useMeetingTexts } from './texts'

export type Resolution = {
  id: string
  orgId: string
  agency: string
  agencyEn: string | null
  text: string
  dueOn: Day
  state: ResolutionState
  reason: string | null
  meeting: string
}
type ResolutionListProps = {
  resolutions: readonly Resolution[]
  today: Day
  /** Name the meeting where they come from. */
  withMeeting?: boolean
  /** Whose moves are offered: the office drops and reopens, the unit that answers finishes. */
  acting?: { office: boolean; orgId: string; answer: Answer | undefined } | undefined
}

/** What was decided, by whom it is done, until when. */
export function ResolutionList({ resolutions, today, withMeeting = false, acting }: ResolutionListProps) {
  const named = useNamed()
  const texts = useMeetingTexts()
  const day = useDay()
  return (
    <ul className="divide-y divide-line border-y border-line">
      {resolutions.map((resolution) => (
        <li key={resolution.id} className="flex flex-wrap items-start gap-x-6 gap-y-2 py-3">
          <div className="min-w-0 flex-1 basis-72">
            <p className="whitespace-pre-line">{resolution.text}</p>
            <p className="mt-0.5 text-sm text-ink-soft">
              {named(resolution.agency, resolution.agencyEn)} · {texts.until(day(resolution.dueOn))}
              {withMeeting && ` · ${resolution.meeting}`}
            </p>
            {resolution.reason && <p className="text-sm text-ink-soft">{resolution.reason}</p>}
          </div>
          <ResolutionChip state={resolution.state} overdue={isOverdue(resolution, today)} />
          {acting && <Moves resolution={resolution} {...acting} />}
        </li>
      ))}
    </ul>
  )
}

type MovesProps = NonNullable<ResolutionListProps['acting']> & { resolution: Resolution }

function Moves({ resolution: { id, orgId: owner, state }, office, orgId, answer }: MovesProps) {
  const texts = useMeetingTexts()
  const hidden = { resolutionId: id }
  const mine = valueOf(answer, 'resolutionId') === id ? answer : undefined
  if (state === 'done' && office)
    return (
      <MoveForm move="reopen" hidden={hidden}>
        <Button size="small">{texts.reopen}</Button>
      </MoveForm>
    )
  if (state !== 'open') return null
  return (
    <div className="flex flex-wrap gap-2">
      {(office || owner === orgId) && (
        <MoveForm move="finish" hidden={hidden}>
          <Button size="small">{texts.finish}</Button>
        </MoveForm>
      )}
      {office && (
        <ConfirmMove
          move="drop"
          id={`drop-${id}`}
          verb={texts.drop}
          look="quiet"
          title={texts.dropWhat}
          consequences={[texts.dropWho]}
          undo={{ possible: false, words: texts.dropUndo }}
          answer={mine}
        >
          <input type="hidden" name="resolutionId" value={id} />
          <TextField {...typed(mine, 'reason')} id={`reason-${id}`} label={texts.reason} />
        </ConfirmMove>
      )}
    </div>
  )
}
