import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { Moment } from '~/design/moment'
import { Table } from '~/design/table'
import { MoveForm } from '~/web/move-form'
import type { ListedEvent } from '../stripe/office.server'
import { usePaymentsTexts } from './texts'

/** What the provider told, and what came of it; an officer may have any of it looked at again. */
export function StripeEvents({ events, replays }: { events: readonly ListedEvent[]; replays: boolean }) {
  const texts = usePaymentsTexts().explorer
  return (
    <Table
      caption={texts.events}
      rows={events}
      rowKey={({ id }) => id}
      csv="/office/online/notices.csv"
      empty={<Empty title={texts.noEvents} why={texts.noEventsWhy} icon="card" />}
      columns={[
        {
          key: 'type',
          head: texts.type,
          cell: ({ type, objectId }) => (
            <>
              {texts.types[type] ?? type}
              <code className="block font-mono text-sm break-all text-ink-soft">{objectId}</code>
            </>
          ),
        },
        { key: 'created', head: texts.created, type: 'date', cell: ({ created }) => <Moment at={created} /> },
        {
          key: 'state',
          head: texts.state,
          type: 'chip',
          narrow: 'end',
          cell: ({ parked, handledAt }) =>
            handledAt ? (
              <Chip meaning="ok">{texts.handled}</Chip>
            ) : (
              <Chip meaning="attention">{parked ? (texts.parked[parked] ?? parked) : texts.waits}</Chip>
            ),
        },
        {
          key: 'again',
          head: texts.again,
          cell: ({ id }) =>
            replays && (
              <MoveForm move="replay" hidden={{ eventId: id }}>
                <Button size="small">{texts.replay}</Button>
              </MoveForm>
            ),
        },
      ]}
    />
  )
}
