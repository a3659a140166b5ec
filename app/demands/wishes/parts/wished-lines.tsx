import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Section } from '~/design/section'
import { type Column, Table } from '~/design/table'
import { hourOf } from '~/kernel/workdays'
import { useDemandsTexts } from '../../parts/texts'
import type { Wish, Wished } from '../queries.server'

type WishedLinesProps = { lines: readonly Wished[]; seesAll: boolean; wish: Wish }

/** The needs behind a wish: one's own, to the office all of them with what was confirmed. */
export function WishedLines({ lines, seesAll, wish }: WishedLinesProps) {
  const all = useDemandsTexts()
  const texts = all.wish
  const format = useFormat()
  const title = seesAll ? texts.lines : texts.ownLines
  const subject = wish.editionId ? `edition:${wish.editionId}` : `class:${wish.classId}`
  const sum = (of: (line: Wished) => number) =>
    lines.length > 1 ? { foot: format.number(lines.reduce((total, line) => total + of(line), 0)) } : {}
  const columns: Column<Wished>[] = [
    {
      key: 'organization',
      head: texts.organization,
      narrow: 'title',
      cell: ({ organization }) => organization,
      ...(lines.length > 1 && { foot: texts.total }),
    },
    {
      key: 'quantity',
      head: all.quantity,
      type: 'number',
      narrow: 'end',
      cell: ({ quantity }) => format.number(quantity),
      ...sum(({ quantity }) => quantity),
    },
  ]
  if (wish.state === 'eoi_open' || lines.some(({ confirmed }) => confirmed !== null))
    columns.push({
      key: 'confirmed',
      head: texts.confirmed,
      type: 'number',
      narrow: 'detail',
      cell: ({ confirmed }) => (confirmed === null ? texts.noAnswer : format.number(confirmed)),
      ...sum(({ confirmed }) => confirmed ?? 0),
    })
  columns.push({
    key: 'needed',
    head: all.neededBy,
    type: 'date',
    narrow: 'detail',
    cell: ({ neededBy }) => format.date(hourOf(neededBy, 12)),
  })
  return (
    <Section title={title} count={lines.length}>
      <Table
        caption={title}
        rows={lines}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/demands/${id}`}
        columns={columns}
        empty={
          seesAll ? (
            <Empty icon="list" title={texts.noLines} why={texts.noLinesWhy} />
          ) : (
            <Empty
              icon="list"
              title={texts.noOwnLines}
              why={texts.noOwnLinesWhy}
              action={<LinkButton to={`/demands/new?subject=${subject}`}>{texts.join}</LinkButton>}
            />
          )
        }
      />
    </Section>
  )
}
