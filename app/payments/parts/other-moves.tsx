import { Button } from '~/design/button'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveForm } from '~/web/move-form'
import type { FoundBankLine } from '../matching/board.server'
import type { Owing } from '../matching/other-lines.server'
import { usePaymentsTexts } from './texts'

type OtherMovesProps = {
  line: FoundBankLine
  /** It carries out a payout or refund, or brings one back. */
  settles: boolean
  /** The provider has paid out as much to us, which no line has shown yet. */
  paidOut: boolean
  /** Vendors that owe at least as much. */
  owing: readonly Owing[]
  answer: Answer | undefined
}

/** What may be done with a line that no order explains: a bank fee, aside with a reason, back to the board. */
export function OtherMoves({ line, settles, paidOut, owing, answer }: OtherMovesProps) {
  const texts = usePaymentsTexts().matching.line
  const format = useFormat()
  const named = useNamed()
  if (line.state === 'set_aside')
    return (
      <MoveForm move="reopen" className="mt-6">
        <Button>{texts.reopen}</Button>
      </MoveForm>
    )
  if (line.state !== 'open') return null
  return (
    <div className="mt-8 flex flex-wrap gap-2 border-t border-line pt-4">
      {settles && (
        <MoveForm move="settle">
          <Button look="primary">{line.direction === 'D' ? texts.settle : texts.takeBack}</Button>
        </MoveForm>
      )}
      {paidOut && (
        <MoveForm move="provider">
          <Button look="primary">{texts.provider}</Button>
        </MoveForm>
      )}
      {owing.length > 0 && (
        <ConfirmMove
          move="paid_back"
          look="secondary"
          verb={texts.paidBack}
          title={texts.paidBackTitle}
          consequences={[texts.paidBackEffects(format.money(line.amount, line.currency))]}
          undo={{ possible: false, words: texts.feeUndo }}
          answer={answer}
        >
          <SelectField
            name="vendorId"
            label={texts.paidBackBy}
            empty
            options={owing.map(({ id, name, nameEn, fen }) => ({
              value: id,
              label: texts.owes(named(name, nameEn), format.money(fen, line.currency)),
            }))}
            defaultValue={valueOf(answer, 'vendorId')}
            error={problemOf(answer, 'vendorId')}
          />
        </ConfirmMove>
      )}
      {line.direction === 'D' && (
        <ConfirmMove
          move="fee"
          look="secondary"
          verb={texts.fee}
          title={texts.feeTitle}
          consequences={[texts.feeEffects(format.money(line.amount, line.currency))]}
          undo={{ possible: false, words: texts.feeUndo }}
          answer={answer}
        />
      )}
      <ConfirmMove
        move="aside"
        look="secondary"
        verb={texts.aside}
        title={texts.asideTitle}
        consequences={[texts.asideEffects]}
        undo={{ possible: true, words: texts.asideUndo }}
        answer={answer}
      >
        <TextArea
          name="reason"
          label={texts.asideReason}
          defaultValue={valueOf(answer, 'reason')}
          error={problemOf(answer, 'reason')}
        />
      </ConfirmMove>
    </div>
  )
}
