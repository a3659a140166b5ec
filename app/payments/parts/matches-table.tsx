import type { ReactNode } from 'react'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { Table } from '~/design/table'
import type { ShownMatch } from '../matching/board.server'
import { MatchParts } from './match-card'
import { RuleChip } from './proposal'
import { MatchChip } from './state-chip'
import { usePaymentsTexts } from './texts'

type MatchesTableProps = {
  caption: string
  matches: readonly ShownMatch[]
  next?: string | null
  empty: ReactNode
}

/** Matches with their line, their parts, and who did what; a row leads to the line. */
export function MatchesTable({ caption, matches, next = null, empty }: MatchesTableProps) {
  const texts = usePaymentsTexts().matching
  return (
    <Table
      caption={caption}
      rows={matches}
      rowKey={({ id }) => id}
      rowTo={({ lineId }) => `/office/matching/${lineId}`}
      paging={{ after: next }}
      empty={empty}
      columns={[
        {
          key: 'counterparty',
          head: texts.counterparty,
          cell: ({ counterpartyName, remark }) => (
            <>
              {counterpartyName ?? '—'}
              <span className="block text-sm font-normal text-ink-soft">{remark}</span>
            </>
          ),
        },
        { key: 'at', head: texts.at, type: 'date', cell: ({ bookedAt }) => <Moment at={bookedAt} /> },
        { key: 'rule', head: texts.rule, type: 'chip', cell: ({ rule }) => <RuleChip rule={rule} /> },
        {
          key: 'parts',
          head: texts.line.parts,
          cell: (match) => (
            <span className="relative">
              <MatchParts match={match} />
            </span>
          ),
        },
        {
          key: 'by',
          head: texts.preparer,
          cell: ({ preparer, approver }) => [preparer, approver].filter(Boolean).join(' → '),
        },
        { key: 'state', head: '', type: 'chip', cell: ({ state }) => <MatchChip state={state} /> },
        {
          key: 'amount',
          head: texts.amount,
          type: 'money',
          narrow: 'end',
          cell: ({ direction, amount, currency }) => (
            <Money fen={direction === 'C' ? amount : -amount} currency={currency} />
          ),
        },
      ]}
    />
  )
}
