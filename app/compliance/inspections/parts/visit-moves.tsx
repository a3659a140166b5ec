import { CheckField } from '~/design/check-field'
import { ChoiceGroup } from '~/design/choice-group'
import { DateField } from '~/design/date-field'
import { useNamed } from '~/design/named'
import { type Answer, typed, chosenOf, problemOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
import { useInspectionTexts } from '../../parts/texts'
import type { Rights } from '../rights'

type VisitMovesProps = {
  may: Rights
  its: { name: string; nameEn: string | null; startsOn: string; endsOn: string }
  pool: readonly { id: string; name: string; agency: string; agencyEn: string | null }[]
  answer: Answer | undefined
}

/** What happens before a visit: it is arranged, begun, called off, or the next in order takes its place. */
export function VisitMoves({ may, its, pool, answer }: VisitMovesProps) {
  const texts = useInspectionTexts().visit
  const named = useNamed()
  if (!may.announce && !may.visit && !may.cancel && !may.close) return null
  return (
    <div className="my-6 flex flex-wrap items-start gap-2 first:mt-0 print:hidden">
      {may.announce && (
        <ConfirmMove
          move="announce"
          verb={texts.announce}
          title={texts.announceTitle(named(its.name, its.nameEn))}
          consequences={texts.announceWhat}
          undo={{ possible: true, words: texts.announceUndo }}
          answer={answer}
        >
          <ChoiceGroup
            type="checkbox"
            name="team"
            label={texts.team}
            hint={texts.teamHint}
            error={problemOf(answer, 'team')}
            chosen={chosenOf(answer, 'team')}
            choices={pool.map(({ id, name, agency, agencyEn }) => ({
              value: id,
              label: `${name} · ${named(agency, agencyEn)}`,
            }))}
          />
          <DateField
            {...typed(answer, 'visitOn')}
            label={texts.visitOn}
            min={its.startsOn}
            max={its.endsOn}
          />
          <CheckField name="declared" label={texts.declared} error={problemOf(answer, 'declared')} />
        </ConfirmMove>
      )}
      {may.visit && (
        <ConfirmMove
          move="visit"
          verb={texts.visit}
          title={texts.visitTitle}
          consequences={texts.visitWhat}
          undo={{ possible: false, words: texts.visitUndo }}
          answer={answer}
        />
      )}
      {may.close && (
        <ConfirmMove
          move="close"
          verb={texts.close}
          look="secondary"
          title={texts.closeTitle}
          consequences={[texts.closeWhat]}
          undo={{ possible: false, words: texts.closeUndo }}
          answer={answer}
        />
      )}
      {may.replace && (
        <ConfirmMove
          move="replace"
          verb={texts.replace}
          look="secondary"
          title={texts.replaceTitle}
          consequences={texts.replaceWhat}
          undo={{ possible: false, words: texts.replaceUndo }}
          answer={answer}
        >
          <MoveReason move="replace" answer={answer} label={texts.reason} maxLength={600} />
        </ConfirmMove>
      )}
      {may.cancel && (
        <ConfirmMove
          move="cancel"
          verb={texts.cancel}
          look="danger"
          title={texts.cancelTitle}
          consequences={[texts.cancelWhat]}
          undo={{ possible: false, words: texts.cancelUndo }}
          answer={answer}
        >
          <MoveReason move="cancel" answer={answer} label={texts.reason} maxLength={600} />
        </ConfirmMove>
      )}
    </div>
  )
}
