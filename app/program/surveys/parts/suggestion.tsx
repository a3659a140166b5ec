import { TextLink } from '~/design/text-link'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { whyNotSuggest } from '../estimate'
import { useSurveyTexts } from './texts'

type SuggestionProps = {
  survey: { state: string; suggested: readonly string[] }
  classId: string
  needing: number | null
  /** The wish that gathers for this class now. */
  wishId: string | null
  runs: boolean
  answer: Answer | undefined
}

/** From a need that enough enterprises stated to a wish; or why not yet. */
export function Suggestion({ survey, classId, needing, wishId, runs, answer }: SuggestionProps) {
  const texts = useSurveyTexts().suggestion
  if (wishId)
    return (
      <p className="mt-3">
        <TextLink to={`/wishes/${wishId}`}>{texts.gathers}</TextLink>
      </p>
    )
  if (survey.suggested.includes(classId)) return <p className="mt-3 text-ink-soft">{texts.done}</p>
  const whyNot = whyNotSuggest(survey.state, needing)
  if (whyNot) return <p className="mt-3 text-ink-soft">{texts.whyNot[whyNot]}</p>
  if (!runs) return null
  return (
    <div className="mt-3">
      <ConfirmMove
        move="suggest"
        id={`suggest-${classId}`}
        verb={texts.verb}
        title={texts.what}
        consequences={[texts.who]}
        undo={{ possible: true, words: texts.undo }}
        answer={answer?.values.classId === classId ? answer : undefined}
      >
        <input type="hidden" name="classId" value={classId} />
      </ConfirmMove>
    </div>
  )
}
