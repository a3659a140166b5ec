import { Chip } from '~/design/chip'
import { useFormat } from '~/design/format'
import type { Meaning } from '~/design/meaning'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
import { usePaymentsTexts } from '../../parts/texts'
import type { WriteOff } from '../queries.server'

const meanings: Record<WriteOff['state'], Meaning> = {
  proposed: 'attention',
  approved: 'risk',
  refused: 'quiet',
  withdrawn: 'quiet',
}

type WriteOffsProps = {
  writeOffs: readonly WriteOff[]
  reader: string
  books: boolean
  answer: Answer | undefined
}

/** What of a debt was proposed to be given up, by whom, and what another person made of it. */
export function WriteOffs({ writeOffs, reader, books, answer }: WriteOffsProps) {
  const texts = usePaymentsTexts().debts
  if (writeOffs.length === 0) return null
  return (
    <Section title={texts.list} count={writeOffs.length}>
      <ol className="divide-y divide-line border-y border-line">
        {writeOffs.map((one) => (
          <li key={one.id} className="py-3">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Chip meaning={meanings[one.state]}>{texts.states[one.state]}</Chip>
              <Money fen={one.amount} currency={one.currency} className="font-medium" />
              <span className="text-sm text-ink-soft">
                {texts.proposedBy(one.proposer)} <Moment at={one.proposedAt} />
              </span>
              {one.decidedAt && one.decider && (
                <span className="text-sm text-ink-soft">
                  {texts.decidedBy(one.decider)} <Moment at={one.decidedAt} />
                </span>
              )}
            </p>
            <p className="mt-1 max-w-prose whitespace-pre-line">{one.reason}</p>
            {one.refusedReason && (
              <p className="mt-1 max-w-prose whitespace-pre-line text-ink-soft">{one.refusedReason}</p>
            )}
            {one.state === 'proposed' && books && <WriteOffMoves {...{ one, reader, answer }} />}
          </li>
        ))}
      </ol>
    </Section>
  )
}

type WriteOffMovesProps = { one: WriteOff; reader: string; answer: Answer | undefined }

function WriteOffMoves({ one, reader, answer }: WriteOffMovesProps) {
  const texts = usePaymentsTexts().debts
  const format = useFormat()
  const id = <input type="hidden" name="writeOffId" value={one.id} />
  if (one.proposedBy === reader)
    return (
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <span className="text-attention">{texts.otherPerson}</span>
        <ConfirmMove
          move="withdraw"
          look="secondary"
          verb={texts.withdraw}
          title={texts.withdrawTitle}
          consequences={[texts.withdrawEffect]}
          undo={{ possible: true, words: texts.withdrawUndo }}
          answer={answer}
        >
          {id}
        </ConfirmMove>
      </div>
    )
  return (
    <div className="mt-3 flex flex-wrap items-start gap-3">
      <ConfirmMove
        move="approve"
        look="danger"
        verb={texts.approve}
        title={texts.approveTitle(format.money(one.amount, one.currency))}
        consequences={[...texts.approveEffects]}
        undo={{ possible: false, words: texts.approveUndo }}
        answer={answer}
      >
        {id}
      </ConfirmMove>
      <ConfirmMove
        move="refuse"
        look="secondary"
        verb={texts.refuse}
        title={texts.refuseTitle}
        consequences={[texts.refuseEffect]}
        undo={{ possible: true, words: texts.refuseUndo }}
        answer={answer}
      >
        {id}
        <MoveReason move="refuse" answer={answer} label={texts.reason} />
      </ConfirmMove>
    </div>
  )
}
