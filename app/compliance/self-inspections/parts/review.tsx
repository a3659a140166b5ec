import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import { problemOf, type Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { useCampaignTexts } from '../../parts/texts'

type ReviewProps = {
  may: { review: boolean; reopen: boolean }
  name: string
  /** products with a gap */
  gaps: number
  answer: Answer | undefined
}

/** What those in charge decide about a form that was handed in. */
export function Review({ may, name, gaps, answer }: ReviewProps) {
  const texts = useCampaignTexts().inspection
  return (
    <div className="mt-6 flex flex-wrap items-start gap-2">
      {may.review && (
        <>
          <ConfirmMove
            move="accept"
            verb={texts.accept}
            title={texts.acceptTitle(name)}
            consequences={gaps > 0 ? [texts.acceptWhat, texts.acceptOrder(gaps)] : [texts.acceptWhat]}
            undo={{ possible: true, words: texts.acceptUndo }}
            answer={answer}
          />
          <ConfirmMove
            move="return"
            verb={texts.return}
            look="secondary"
            title={texts.returnTitle}
            consequences={[texts.returnWhat]}
            undo={{ possible: true, words: texts.returnUndo }}
            answer={answer}
          >
            <TextField name="line" label={texts.returnLine} optional />
            <TextArea name="reason" label={texts.returnReason} error={problemOf(answer, 'reason')} rows={3} />
          </ConfirmMove>
        </>
      )}
      {may.reopen && (
        <ConfirmMove
          move="reopen"
          verb={texts.reopen}
          look="secondary"
          title={texts.reopenTitle}
          consequences={[texts.reopenWhat]}
          undo={{ possible: true, words: texts.reopenUndo }}
          answer={answer}
        >
          <TextArea
            name="reason"
            id="reopen-reason"
            label={texts.reason}
            error={problemOf(answer, 'reason')}
            rows={3}
          />
        </ConfirmMove>
      )}
    </div>
  )
}
