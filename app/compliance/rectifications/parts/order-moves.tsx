import { DateField } from '~/design/date-field'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import { type Answer, typed } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
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
  const reason = (move: string) => <MoveReason move={move} answer={answer} label={texts.why} />
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
          <TextArea {...typed(answer, 'plan')} label={texts.plan} hint={texts.planHint} rows={4} />
          <TextField {...typed(answer, 'owner')} label={texts.owner} />
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
          {reason('return')}
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
          <DateField {...typed(answer, 'dueOn')} label={texts.newDue} />
          {reason('extend')}
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
          {reason('withdraw')}
        </ConfirmMove>
      )}
    </div>
  )
}
