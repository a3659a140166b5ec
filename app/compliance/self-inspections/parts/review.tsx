import { TextField } from '~/design/text-field'
import { type Answer, typed } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
import { useCampaignTexts } from '../../parts/texts'
import type { FormLine } from './form-lines'

type ReviewProps = {
  may: { review: boolean; reopen: boolean }
  name: string
  /** products with a gap */
  gaps: number
  /** what a reason may be about: the unit, each product, the plan */
  lines: readonly FormLine[]
  answer: Answer | undefined
}

/** What those in charge decide about a form that was handed in. */
export function Review({ may, name, gaps, lines, answer }: ReviewProps) {
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
            <MoveReason move="return" answer={answer} label={texts.returnReason} maxLength={600} />
            <p className="text-ink-soft">{texts.returnLines}</p>
            {lines.map(({ key, label }, at) => (
              <div key={key}>
                <input type="hidden" name={`lines.${at}.line`} value={key} />
                <TextField {...typed(answer, `lines.${at}.reason`)} label={label} width="full" optional />
              </div>
            ))}
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
          <MoveReason move="reopen" answer={answer} label={texts.reason} maxLength={600} />
        </ConfirmMove>
      )}
    </div>
  )
}
