import { FileDrop } from '~/design/file-drop'
import { useFormat } from '~/design/format'
import { TextArea } from '~/design/text-area'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { workdays } from '../periods'
import type { DeliveryNote, OrderLine } from '../queries.server'
import { useOrdersTexts } from './texts'

type NoteDecisionProps = {
  note: DeliveryNote
  lines: readonly OrderLine[]
  side: 'enterprise' | 'vendor'
  currency: string
  answer: Answer | undefined
}

/** What the reader's side may do with a waiting note: accept or reject it, or take it back. */
export function NoteDecision({ note, lines, side, currency, answer }: NoteDecisionProps) {
  const { acceptance: texts, delivery } = useOrdersTexts()
  const format = useFormat()
  const worth = note.deliveries.reduce((sum, { orderLineId, quantity }) => {
    const line = lines.find(({ id }) => id === orderLineId)
    return sum + (line?.unitPrice ?? 0n) * BigInt(quantity)
  }, 0n)
  if (side === 'vendor')
    return (
      <div className="mt-6">
        <ConfirmMove
          move="withdraw"
          look="danger"
          verb={delivery.withdraw}
          title={delivery.withdrawTitle(note.number)}
          consequences={[delivery.withdrawEffects]}
          undo={{ possible: false, words: delivery.withdrawUndo }}
          answer={answer}
        />
      </div>
    )
  return (
    <div className="mt-6 flex flex-wrap gap-2">
      <ConfirmMove
        move="accept"
        verb={texts.accept}
        title={texts.acceptTitle(note.number)}
        consequences={[texts.acceptEffects.money(format.money(worth, currency)), texts.acceptEffects.last]}
        undo={{ possible: false, words: texts.acceptUndo }}
        answer={answer}
      />
      <ConfirmMove
        move="reject"
        look="danger"
        verb={texts.reject}
        title={texts.rejectTitle(note.number)}
        consequences={[
          texts.rejectEffects.licenses,
          texts.rejectEffects.again(String(workdays.redeliver)),
          texts.rejectEffects.hint,
        ]}
        undo={{ possible: false, words: texts.rejectUndo }}
        answer={answer}
        files
      >
        <TextArea
          name="reason"
          label={texts.reason}
          hint={texts.reasonHint}
          defaultValue={valueOf(answer, 'reason')}
          error={problemOf(answer, 'reason')}
        />
        <FileDrop name="evidence" label={texts.evidence} optional />
      </ConfirmMove>
    </div>
  )
}
