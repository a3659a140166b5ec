import { MoneyField } from '~/design/money-field'
import { TextArea } from '~/design/text-area'
import { toDecimal } from '~/kernel/money'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { useOrdersTexts } from '../../parts/texts'
import type { InvoiceMove } from '../invoicing'

type InvoiceMovesProps = {
  moves: readonly InvoiceMove[]
  left: bigint
  used: boolean
  answer: Answer | undefined
}

const looks = { refuse: 'danger', request_red: 'danger' } as const

/** What the reader's side may do with an invoice, each with what it means. */
export function InvoiceMoves({ moves, left, used, answer }: InvoiceMovesProps) {
  const texts = useOrdersTexts().invoices
  return (
    <div className="mt-6 flex flex-wrap gap-2">
      {moves.map((move) => (
        <ConfirmMove
          key={move}
          move={move}
          {...(move in looks && { look: looks[move as keyof typeof looks] })}
          verb={texts.moves[move]}
          title={texts.questions[move]}
          consequences={[
            texts.effects[move],
            ...(move === 'request_red' ? [used ? texts.redUsed : texts.redUnused] : []),
          ]}
          undo={{ possible: false, words: texts.undo }}
          answer={answer}
        >
          {move === 'request_red' && (
            <MoneyField
              name="amount"
              label={texts.redAmount}
              hint={texts.redAmountHint}
              defaultValue={valueOf(answer, 'amount', toDecimal(left))}
              error={problemOf(answer, 'amount')}
            />
          )}
          {(move === 'request_red' || move === 'refuse') && (
            <TextArea
              name="reason"
              label={texts.reason}
              defaultValue={valueOf(answer, 'reason')}
              error={problemOf(answer, 'reason')}
            />
          )}
        </ConfirmMove>
      ))}
    </div>
  )
}
