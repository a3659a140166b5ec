import { Button } from '~/design/button'
import { LinkButton } from '~/design/link-button'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { RowCheck } from '~/design/selection'
import { MoveForm } from '~/web/move-form'
import type { BoardLine as Line, NamedOrder } from '../matching/board.server'
import { printOf, proposedParts } from '../matching/match-parts'
import { ProposalFacts, Remark } from './proposal'
import { usePaymentsTexts } from './texts'

type BoardLineProps = { line: Line; orders: readonly NamedOrder[]; books: boolean; bulkForm: string }

/** One bank line with what it most likely is, and what may be done with it. */
export function BoardLine({ line, orders, books, bulkForm }: BoardLineProps) {
  const texts = usePaymentsTexts().matching
  const { proposal } = line
  const parts = proposedParts(proposal)
  const ready = line.direction === 'C' && parts.length > 0 && !proposal.letterNeeded
  return (
    <li
      data-line={line.id}
      tabIndex={-1}
      className="grid gap-x-4 gap-y-2 rounded-sm border-t border-line px-2 py-3 outline-offset-[-2px] focus:bg-sunken has-checked:bg-accent-soft lg:grid-cols-[1.5rem_9.5rem_minmax(0,1fr)_8rem_minmax(0,1.3fr)_8.5rem] lg:items-start"
    >
      <span className="max-lg:hidden">
        {books && proposal.bulk && (
          <RowCheck form={bulkForm} value={line.id} label={texts.select(line.counterpartyName ?? '')} />
        )}
      </span>
      <span className="text-sm text-ink-soft">
        <Moment at={line.bookedAt} />
        <span className="block">
          {line.bank} {line.accountNumber.slice(-4)}
        </span>
      </span>
      <span className="min-w-0">
        <span className="font-medium break-words">{line.counterpartyName ?? '—'}</span>
        <Remark remark={line.remark} codes={line.codes} />
      </span>
      <span className="text-lg font-medium lg:text-right">
        <Money
          fen={line.direction === 'C' ? line.amount : -line.amount}
          currency={line.currency}
          signed
          className={line.direction === 'C' ? '' : 'text-ink-soft'}
        />
      </span>
      <ProposalFacts proposal={proposal} orders={orders} />
      <span className="flex flex-wrap gap-2 lg:flex-col lg:items-stretch">
        {books && ready && (
          <MoveForm move="confirm" hidden={{ lineId: line.id, seen: printOf(parts) }}>
            <Button size="small" data-confirm className="w-full whitespace-nowrap">
              {texts.confirm}
            </Button>
          </MoveForm>
        )}
        <LinkButton to={`/office/matching/${line.id}`} size="small" data-edit>
          {books && line.direction === 'C' ? texts.edit : texts.open}
        </LinkButton>
      </span>
    </li>
  )
}
