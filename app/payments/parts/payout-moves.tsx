import { Button } from '~/design/button'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { TextArea } from '~/design/text-area'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveForm } from '~/web/move-form'
import type { ListedPayout } from '../payouts/queries.server'
import { usePaymentsTexts } from './texts'

type PayoutMovesProps = { payout: ListedPayout; reader: string; answer: Answer | undefined }

/** What an officer may do with a payout in its present state. */
export function PayoutMoves({ payout, reader, answer }: PayoutMovesProps) {
  const { payouts: texts, transfers, matching } = usePaymentsTexts()
  const byBank = payout.rail === 'bank'
  const format = useFormat()
  const amount = format.money(payout.gross - payout.clawback, payout.currency)
  if (payout.state === 'prepared')
    return (
      <div className="mt-6 flex flex-wrap items-center gap-2">
        {payout.preparedBy === reader || payout.approvedBy === reader ? (
          <span className="text-attention">{matching.line.samePerson}</span>
        ) : (
          <ConfirmMove
            move="approve"
            verb={texts.approve}
            title={texts.approveTitle(amount)}
            consequences={byBank ? Object.values(texts.approveEffects) : transfers.approveEffects}
            undo={{ possible: false, words: byBank ? texts.approveUndo : transfers.approveUndo }}
            answer={answer}
          />
        )}
        <MoveForm move="drop">
          <Button>{texts.drop}</Button>
        </MoveForm>
      </div>
    )
  // What goes by transfer is sent, and failed, by itself.
  if (!byBank || (payout.state !== 'approved' && payout.state !== 'sent')) return null
  return (
    <div className="mt-6 flex flex-wrap gap-2">
      {payout.state === 'approved' && (
        <>
          <LinkButton to={`/office/payouts/${payout.id}/instruction.csv`} reloadDocument icon="download">
            {texts.instruction}
          </LinkButton>
          <MoveForm move="send" answer={answer}>
            <Button look="primary">{texts.send}</Button>
          </MoveForm>
        </>
      )}
      {payout.state === 'sent' && (
        <ConfirmMove
          move="fail"
          look="danger"
          verb={texts.fail}
          title={texts.failTitle}
          consequences={[texts.failEffects]}
          undo={{ possible: true, words: texts.failUndo }}
          answer={answer}
        >
          <TextArea
            name="reason"
            label={texts.reason}
            defaultValue={valueOf(answer, 'reason')}
            error={problemOf(answer, 'reason')}
          />
        </ConfirmMove>
      )}
    </div>
  )
}
