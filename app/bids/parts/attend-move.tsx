import { useFormat } from '~/design/format'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import type { Ceremony } from '../ceremony.server'
import type { Stage } from '../opening'
import { useBidTexts } from './texts'

type AttendMoveProps = {
  stage: Stage
  set: NonNullable<Ceremony['set']>
  /** Nobody is present yet: nothing is opened before the second comes. */
  first: boolean
  whyNot: Ceremony['whyNot']
  answer: Answer | undefined
}

/** The opener's deed: being present over exactly this set of envelopes. */
export function AttendMove({ stage, set, first, whyNot, answer }: AttendMoveProps) {
  const texts = useBidTexts().opening
  const items = useFormat().number(set.items)
  return (
    <ConfirmMove
      move="attend"
      icon="unlock"
      answer={answer}
      verb={texts.attend[stage]}
      title={texts.attendTitle[stage]}
      consequences={[first ? texts.attendFirst(items) : texts.attendSecond(items), texts.attendChecks]}
      undo={{ possible: false, words: texts.attendUndo }}
      whyNot={whyNot && texts.whyNot[whyNot]}
    >
      <input type="hidden" name="stage" value={stage} />
      <input type="hidden" name="over" value={set.over} />
    </ConfirmMove>
  )
}
