import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { useLocale } from '~/design/locale'
import type { Topic } from '../form'
import { spanIn } from '../span'
import { useTrainingTexts } from './texts'

type TrainingFactsProps = {
  training: {
    topic: Topic
    startsAt: Date
    endsAt: Date
    place: string
    seats: number
    taken: number
    waiting: number
  }
}

/** When, where, and how many seats are left. */
export function TrainingFacts({ training }: TrainingFactsProps) {
  const texts = useTrainingTexts()
  const format = useFormat()
  const { topic, startsAt, endsAt, place, seats, taken, waiting } = training
  const left = Math.max(0, seats - taken)
  return (
    <Facts
      items={[
        { label: texts.topic, value: texts.topics[topic] },
        { label: texts.time, value: spanIn(useLocale(), startsAt, endsAt) },
        { label: texts.place, value: place },
        {
          label: texts.seats,
          value:
            left === 0
              ? texts.full(format.number(waiting))
              : texts.left(format.number(left), format.number(seats)),
        },
      ]}
    />
  )
}
