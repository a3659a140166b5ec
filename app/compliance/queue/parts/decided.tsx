import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { Moment } from '~/design/moment'
import { Table } from '~/design/table'
import { MoveForm } from '~/web/move-form'
import { Software } from '~/catalog/parts/software-name'
import { useInventoryTexts } from '../../parts/texts'
import type { QueueEntry } from '../queries.server'

/** What was said of titles, by whom and when; each can be taken back. */
export function Decided({ rows, next }: { rows: readonly QueueEntry[]; next: string | null }) {
  const all = useInventoryTexts()
  const texts = all.queue
  const classes: Record<string, string> = all.classes
  return (
    <Table
      caption={texts.view.decided}
      rows={rows}
      rowKey={({ id }) => id}
      paging={{ after: next }}
      csv="/inventory/queue.csv"
      empty={<Empty title={texts.empty.decided} why={texts.emptyWhy.decided} icon="list" />}
      columns={[
        { key: 'title', head: texts.heads.title, cell: ({ title }) => title },
        {
          key: 'what',
          head: texts.heads.what,
          cell: (row) =>
            row.class === 'licensable' || row.nameZh ? (
              <Software product={row} edition={row.edition} editionEn={row.editionEn} release={row.release} />
            ) : (
              classes[row.class ?? 'unknown']
            ),
        },
        {
          key: 'computers',
          head: texts.heads.computers,
          type: 'number',
          narrow: 'hidden',
          cell: ({ computers }) => computers,
        },
        { key: 'by', head: texts.heads.by, narrow: 'hidden', cell: ({ decidedBy }) => decidedBy },
        {
          key: 'at',
          head: texts.heads.at,
          type: 'date',
          cell: ({ decidedAt }) => decidedAt && <Moment at={decidedAt} />,
        },
        {
          key: 'undo',
          head: '',
          narrow: 'end',
          cell: ({ id, title }) => (
            <MoveForm move="undo" hidden={{ entryId: id }}>
              <Button size="small" look="quiet" icon="undo" aria-label={`${texts.undo}: ${title}`}>
                {texts.undo}
              </Button>
            </MoveForm>
          ),
        },
      ]}
    />
  )
}
