import { DateField } from '~/design/date-field'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import { problemOf, type Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import type { RectificationMove } from '../../lifecycle'
import { useCampaignTexts } from '../../parts/texts'

type OrderMovesProps = {
  may: readonly RectificationMove[]
  /** Why not now, though the role may. */
  blocked: { submit: boolean; accept: boolean }
  answer: Answer | undefined
}

/** What this person may do with the order, each move with its consequences. */
export function OrderMoves({ may, blocked, answer }: OrderMovesProps) {
  const texts = useCampaignTexts().orders
  if (may.length === 0) return null
  const reason = (id: string) => (
    <TextArea name="reason" id={id} label={texts.why} error={problemOf(answer, 'reason')} rows={3} />
  )
  return (
    <div className="mt-6 flex flex-wrap items-start gap-2">
      {may.includes('begin') && (
        <ConfirmMove
          move="begin"
          verb={texts.begin}
          title={texts.beginTitle}
          consequences={[texts.beginWhat]}
          undo={{ possible: true, words: texts.beginUndo }}
          answer={answer}
        >
          <TextArea
            name="plan"
            label={texts.plan}
            hint={texts.planHint}
            error={problemOf(answer, 'plan')}
            rows={4}
          />
          <TextField name="owner" label={texts.owner} error={problemOf(answer, 'owner')} />
        </ConfirmMove>
      )}
      {may.includes('submit') && (
        <ConfirmMove
          move="submit"
          verb={texts.submit}
          title={texts.submitTitle}
          consequences={[texts.submitWhat]}
          undo={{ possible: true, words: texts.submitUndo }}
          whyNot={blocked.submit ? texts.itemsOpen : null}
          answer={answer}
        />
      )}
      {may.includes('accept') && (
        <ConfirmMove
          move="accept"
          verb={texts.accept}
          title={texts.acceptTitle}
          consequences={[texts.acceptWhat]}
          undo={{ possible: false, words: texts.acceptUndo }}
          whyNot={blocked.accept ? texts.notMet : null}
          answer={answer}
        />
      )}
      {may.includes('return') && (
        <ConfirmMove
          move="return"
          verb={texts.return}
          look="secondary"
          title={texts.returnTitle}
          consequences={[texts.returnWhat]}
          undo={{ possible: true, words: texts.returnUndo }}
          answer={answer}
        >
          {reason('return-reason')}
        </ConfirmMove>
      )}
      {may.includes('extend') && (
        <ConfirmMove
          move="extend"
          verb={texts.extend}
          look="secondary"
          title={texts.extendTitle}
          consequences={[texts.extendWhat]}
          undo={{ possible: false, words: texts.extendUndo }}
          answer={answer}
        >
          <DateField name="dueOn" label={texts.newDue} error={problemOf(answer, 'dueOn')} />
          {reason('extend-reason')}
        </ConfirmMove>
      )}
      {may.includes('withdraw') && (
        <ConfirmMove
          move="withdraw"
          verb={texts.withdraw}
          look="danger"
          title={texts.withdrawTitle}
          consequences={[texts.withdrawWhat]}
          undo={{ possible: false, words: texts.withdrawUndo }}
          answer={answer}
        >
          {reason('withdraw-reason')}
        </ConfirmMove>
      )}
    </div>
  )
}
