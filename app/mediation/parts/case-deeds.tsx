import { Button } from '~/design/button'
import { LinkButton } from '~/design/link-button'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveForm } from '~/web/move-form'
import type { BareMove } from '../bare-moves'
import { type Phase, phases } from '../form'
import { useMediationTexts } from './texts'

type CaseDeedsProps = {
  moves: readonly BareMove[]
  /** The mediator may step back. */
  steps: boolean
  reopens: boolean
  /** The phase of the talks, for whoever leads them. */
  phase: Phase | null
  /** Where a pause is proposed, agreed or ordered; null outside of the mediation. */
  pauseAt: string | null
  answer: Answer | undefined
}

/** Moves without input, each explained before it is made. */
export function CaseDeeds({ moves, steps, reopens, phase, pauseAt, answer }: CaseDeedsProps) {
  const all = useMediationTexts()
  const deeds = [
    ...moves,
    ...(steps ? (['step_back'] as const) : []),
    ...(reopens ? (['reopen'] as const) : []),
  ]
  if (deeds.length === 0 && phase === null && pauseAt === null) return null
  return (
    <Section title={all.moves.title}>
      <div className="flex flex-wrap items-end gap-2">
        {phase && <PhaseForm phase={phase} />}
        {pauseAt && (
          <LinkButton to={pauseAt} icon="pause">
            {all.pause.title}
          </LinkButton>
        )}
        {deeds.map((move) => {
          const { verb, title, what, undo } = all.moves[move]
          return (
            <ConfirmMove
              key={move}
              move={move}
              verb={verb}
              title={title}
              look={ending.includes(move) ? 'danger' : 'secondary'}
              consequences={[...what]}
              undo={{ possible: move !== 'step_back', words: undo }}
              answer={answer}
            />
          )
        })}
      </div>
    </Section>
  )
}

const ending: readonly string[] = ['leave', 'withdraw', 'end', 'step_back', 'close_breached', 'close_impasse']

function PhaseForm({ phase }: { phase: Phase }) {
  const all = useMediationTexts()
  return (
    <MoveForm move="phase" className="flex items-end gap-2">
      <SelectField
        name="phase"
        label={all.desk.phase}
        defaultValue={phase}
        options={phases.map((value) => ({ value, label: all.phases[value] }))}
      />
      <Button>{all.desk.setPhase}</Button>
    </MoveForm>
  )
}
