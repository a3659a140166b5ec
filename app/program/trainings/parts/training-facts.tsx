import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { useLocale } from '~/design/locale'
import { useNamed } from '~/design/named'
import type { Topic } from '../form'
import type { Quiz } from '../quiz'
import { spanIn } from '../span'
import { useTrainingTexts } from './texts'

type TrainingFactsProps = {
  training: {
    topic: Topic
    startsAt: Date
    endsAt: Date
    place: string
    placeEn: string
    seats: number
    taken: number
    waiting: number
  }
  quiz: (Pick<Quiz, 'passAt' | 'needed'> & { count: number }) | null
}

/** When, where, how many seats are left, and what quiz follows. */
export function TrainingFacts({ training, quiz }: TrainingFactsProps) {
  const texts = useTrainingTexts()
  const format = useFormat()
  const named = useNamed()
  const { topic, startsAt, endsAt, place, placeEn, seats, taken, waiting } = training
  const left = Math.max(0, seats - taken)
  return (
    <Facts
      items={[
        { label: texts.topic, value: texts.topics[topic] },
        { label: texts.time, value: spanIn(useLocale(), startsAt, endsAt) },
        { label: texts.place, value: named(place, placeEn || null) },
        {
          label: texts.seats,
          value:
            left === 0
              ? texts.full(format.number(waiting))
              : texts.left(format.number(left), format.number(seats)),
        },
        ...(quiz
          ? [
              {
                label: texts.quiz.title,
                value: (
                  <>
                    {texts.quiz.rule(quiz.count, quiz.passAt)}
                    <span className="block text-ink-soft">
                      {quiz.needed ? texts.quiz.needed : texts.quiz.notNeeded}
                    </span>
                  </>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}
