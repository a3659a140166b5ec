import { Button } from '~/design/button'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { TextArea } from '~/design/text-area'
import { TextLink } from '~/design/text-link'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveForm } from '~/web/move-form'
import { shownCode } from '../code'
import type { ShownMatch } from '../matching/board.server'
import { RuleChip } from './proposal'
import { MatchChip } from './state-chip'
import { usePaymentsTexts } from './texts'

type MatchCardProps = {
  match: ShownMatch
  /** The reader's id; whoever prepared a match cannot approve it. */
  reader: string
  books: boolean
  answer?: Answer | undefined
}

/** A match with its parts, who prepared and approved it, and what may be done with it. */
export function MatchCard({ match, reader, books, answer }: MatchCardProps) {
  const all = usePaymentsTexts().matching
  const texts = all.line
  return (
    <div className="border-t border-line py-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <MatchChip state={match.state} />
        <RuleChip rule={match.rule} />
        {match.preparer && (
          <span className="text-sm text-ink-soft">
            {texts.preparedBy} {match.preparer} {match.preparedAt && <Moment at={match.preparedAt} />}
          </span>
        )}
        {match.approver && (
          <span className="text-sm text-ink-soft">
            {texts.approvedBy} {match.approver} {match.confirmedAt && <Moment at={match.confirmedAt} />}
          </span>
        )}
        {match.letterFileId && (
          <TextLink to={`/files/${match.letterFileId}`} reloadDocument className="text-sm">
            {texts.letterFile}
          </TextLink>
        )}
      </p>
      <MatchParts match={match} />
      {match.undoReason && (
        <p className="text-sm">
          {texts.undoneBy} {match.undoer} {match.undoneAt && <Moment at={match.undoneAt} />}:{' '}
          {match.undoReason}
        </p>
      )}
      {books && match.state === 'proposed' && (
        <div className="mt-2 flex flex-wrap items-center gap-2">
          {match.preparedBy === reader ? (
            <span className="text-sm text-attention">{texts.samePerson}</span>
          ) : (
            <MoveForm move="approve" hidden={{ matchId: match.id }} answer={answer}>
              <Button look="primary" size="small">
                {texts.approve}
              </Button>
            </MoveForm>
          )}
          <MoveForm move="drop" hidden={{ matchId: match.id }}>
            <Button size="small">{texts.drop}</Button>
          </MoveForm>
        </div>
      )}
      {books && match.state === 'confirmed' && (
        <div className="mt-2">
          <ConfirmMove
            move="undo"
            look="danger"
            verb={texts.undo}
            title={texts.undoTitle}
            consequences={[texts.undoEffects.reverse, texts.undoEffects.line]}
            undo={{ possible: true, words: texts.undoUndo }}
            answer={answer}
          >
            <input type="hidden" name="matchId" value={match.id} />
            <TextArea
              name="reason"
              label={texts.undoReason}
              defaultValue={valueOf(answer, 'reason')}
              error={problemOf(answer, 'reason')}
            />
          </ConfirmMove>
        </div>
      )}
    </div>
  )
}

/** Where the parts of a match go: orders, payers' unapplied money, payouts and refunds. */
export function MatchParts({ match }: { match: Pick<ShownMatch, 'parts' | 'currency'> }) {
  const texts = usePaymentsTexts().matching.line
  return (
    <ul>
      {match.parts.map((part) => (
        <li key={part.no} className="flex flex-wrap gap-x-2">
          {part.orderId ? (
            <TextLink to={`/orders/${part.orderId}`} className="figure">
              {part.orderNumber}
            </TextLink>
          ) : (
            <span>
              {part.unappliedFor
                ? texts.unapplied(part.unappliedFor)
                : shownCode(part.payoutCode ?? part.refundCode ?? '')}
            </span>
          )}
          <Money fen={part.amount} currency={match.currency} />
        </li>
      ))}
    </ul>
  )
}
