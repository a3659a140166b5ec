import type { ReactNode } from 'react'
import { Day } from '~/design/day'
import { useNamed } from '~/design/named'
import { type Column, Table } from '~/design/table'
import { dayOf } from '~/kernel/workdays'
import type { LetterRow } from '../queries.server'
import { endsSoon } from '../submitting'
import { LetterChip } from './letter-chip'
import { useScope } from './scope'
import { useAuthorizationTexts } from './texts'

type LetterTableProps = {
  letters: readonly LetterRow[]
  now: Date
  /** Whether the letters are of several vendors. */
  vendors?: boolean
  csv?: string
  empty: ReactNode
}

/** Letters of publishers as a list: who lets whom sell what, where and until when. */
export function LetterTable({ letters, now, vendors = false, csv, empty }: LetterTableProps) {
  const texts = useAuthorizationTexts()
  const named = useNamed()
  const scope = useScope()
  const vendor: Column<LetterRow> = {
    key: 'vendor',
    head: texts.vendor,
    narrow: 'title',
    cell: (letter) => named(letter.vendor, letter.vendorEn),
  }
  return (
    <Table
      caption={texts.own}
      rows={letters}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/authorizations/${id}`}
      total={letters.length}
      {...(csv && { csv })}
      empty={empty}
      columns={[
        ...(vendors ? [vendor] : []),
        {
          key: 'publisher',
          head: texts.publisher,
          narrow: vendors ? 'detail' : 'title',
          cell: ({ publisherZh, publisherEn }) => named(publisherZh, publisherEn),
        },
        { key: 'subject', head: texts.subject, narrow: 'detail', cell: scope.products },
        { key: 'district', head: texts.district, narrow: 'hidden', cell: scope.region },
        {
          key: 'from',
          head: texts.from,
          type: 'date',
          narrow: 'hidden',
          cell: ({ validFrom }) => <Day on={validFrom} />,
        },
        {
          key: 'until',
          head: texts.until,
          type: 'date',
          narrow: 'detail',
          cell: ({ validUntil }) => <Day on={validUntil} />,
        },
        {
          key: 'state',
          head: texts.state,
          type: 'chip',
          narrow: 'end',
          cell: (letter) => <LetterChip state={letter.state} ending={endsSoon(letter, dayOf(now))} />,
        },
      ]}
    />
  )
}
