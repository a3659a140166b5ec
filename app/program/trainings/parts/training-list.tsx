import type { ReactNode } from 'react'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Table } from '~/design/table'
import type { TrainingState } from '../../lifecycle'
import type { Topic } from '../form'
import { useTrainingTexts } from './texts'
import { TrainingChip } from './training-chip'

type Training = {
  id: string
  titleZh: string
  titleEn: string
  topic: Topic
  startsAt: Date
  place: string
  placeEn: string
  seats: number
  taken: number
  state: TrainingState
}

type TrainingListProps = { caption: string; trainings: readonly Training[]; under: string; empty: ReactNode }

/** Trainings with their day and seats; a row leads to its page under the given path. */
export function TrainingList({ caption, trainings, under, empty }: TrainingListProps) {
  const texts = useTrainingTexts()
  const format = useFormat()
  const named = useNamed()
  return (
    <Table
      caption={caption}
      rows={trainings}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `${under}/${id}`}
      empty={empty}
      columns={[
        { key: 'title', head: texts.name, cell: ({ titleZh, titleEn }) => named(titleZh, titleEn || null) },
        { key: 'time', head: texts.time, type: 'date', cell: ({ startsAt }) => format.dateTime(startsAt) },
        { key: 'topic', head: texts.topic, narrow: 'hidden', cell: ({ topic }) => texts.topics[topic] },
        { key: 'place', head: texts.place, cell: ({ place, placeEn }) => named(place, placeEn || null) },
        {
          key: 'free',
          head: texts.free,
          type: 'number',
          cell: ({ seats, taken, state }) => state === 'open' && format.number(Math.max(0, seats - taken)),
        },
        {
          key: 'state',
          head: texts.state,
          type: 'chip',
          narrow: 'end',
          cell: (training) => <TrainingChip training={training} />,
        },
      ]}
    />
  )
}
