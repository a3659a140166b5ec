import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import type { Meaning } from '~/design/meaning'
import { Moment } from '~/design/moment'
import { Table } from '~/design/table'
import type { Meeting } from '../meetings/reading.server'
import { useMediationTexts } from './texts'

/** The meetings of the channels that one reads. */
export function Meetings({ caseId, meetings }: { caseId: string; meetings: readonly Meeting[] }) {
  const all = useMediationTexts()
  const texts = all.meetings
  return (
    <Table
      caption={texts.title}
      rows={meetings}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/cases/${caseId}/meetings/${id}`}
      empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="calendar" />}
      columns={[
        {
          key: 'at',
          head: texts.at,
          narrow: 'title',
          cell: ({ startsAt }) => <Moment at={startsAt} />,
        },
        { key: 'channel', head: texts.channel, cell: ({ kind }) => all.channels[kind].name },
        { key: 'place', head: texts.place, cell: ({ place }) => place },
        {
          key: 'state',
          head: all.list.state,
          type: 'chip',
          narrow: 'end',
          cell: ({ state }) => <MeetingChip state={state} />,
        },
      ]}
    />
  )
}

export function MeetingChip({ state }: { state: Meeting['state'] }) {
  const { meetings: texts } = useMediationTexts()
  return <Chip meaning={meanings[state]}>{texts.states[state]}</Chip>
}

const meanings: Record<Meeting['state'], Meaning> = { planned: 'info', held: 'ok', canceled: 'quiet' }
