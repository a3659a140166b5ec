import { Button } from '~/design/button'
import { ChoiceGroup } from '~/design/choice-group'
import { Icon } from '~/design/icons'
import { useNamed } from '~/design/named'
import { type Answer, valueOf } from '~/web/answer'
import { MoveForm } from '~/web/move-form'
import type { QuizQuestion } from '../quiz'
import { useTrainingTexts } from './texts'

type QuizFormProps = {
  person: { id: string; person: string }
  questions: readonly QuizQuestion[]
  answer: Answer | undefined
}

/** The quiz of one person, folded away until it is answered; a refused answer stays open with what was chosen. */
export function QuizForm({ person: { id, person }, questions, answer }: QuizFormProps) {
  const texts = useTrainingTexts().quiz
  const named = useNamed()
  const own = valueOf(answer, 'enrollmentId') === id ? answer : undefined
  return (
    <details className="group w-full" open={own !== undefined}>
      <summary className="inline-flex min-h-row items-center gap-1 font-medium text-accent">
        <Icon name="chevron-right" className="size-3.5 group-open:rotate-90" />
        {texts.answer(person)}
      </summary>
      <MoveForm
        move="quiz"
        hidden={{ enrollmentId: id }}
        className="mt-2 max-w-2xl space-y-4 border-l-2 border-line pl-4"
      >
        {questions.map(({ ask, askEn, choices, choicesEn }, at) => (
          <ChoiceGroup
            key={ask}
            type="radio"
            name={`answers.q${at + 1}`}
            id={`${id}-q${at + 1}`}
            label={`${at + 1}. ${named(ask, askEn || null)}`}
            chosen={valueOf(own, `answers.q${at + 1}`)}
            required
            choices={choices.map((choice, place) => ({
              value: String(place),
              label: named(choice, choicesEn[place] ?? null),
            }))}
          />
        ))}
        <Button>{texts.send}</Button>
      </MoveForm>
    </details>
  )
}
