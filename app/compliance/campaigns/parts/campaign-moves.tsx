import { TextField } from '~/design/text-field'
import { type Answer, typed } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { campaignLifecycle, type CampaignState } from '../../lifecycle'
import { useCampaignTexts } from '../../parts/texts'

type CampaignMovesProps = { state: CampaignState; called: number; answer: Answer | undefined }

/** What the office may do with a campaign, each move with its consequences. */
export function CampaignMoves({ state, called, answer }: CampaignMovesProps) {
  const texts = useCampaignTexts().campaign
  const may = campaignLifecycle.movesFrom(state, 'officer')
  if (may.length === 0) return null
  return (
    <div className="mt-6 flex flex-wrap items-start gap-2">
      {may.includes('open') && (
        <ConfirmMove
          move="open"
          verb={texts.open}
          title={texts.openTitle(called)}
          consequences={[texts.openList, texts.openTold]}
          undo={{ possible: false, words: texts.openUndo }}
          answer={answer}
        />
      )}
      {state === 'open' && (
        <ConfirmMove
          move="add"
          verb={texts.add}
          look="secondary"
          title={texts.addTitle}
          consequences={[texts.addWhat, texts.addTold]}
          undo={{ possible: false, words: texts.addUndo }}
          answer={answer}
        >
          <TextField {...typed(answer, 'uscc')} label={texts.uscc} width="full" />
        </ConfirmMove>
      )}
      {may.includes('close') && (
        <ConfirmMove
          move="close"
          verb={texts.close}
          look="secondary"
          title={texts.closeTitle}
          consequences={[texts.closeWhat]}
          undo={{ possible: false, words: texts.closeUndo }}
          answer={answer}
        />
      )}
      {may.includes('cancel') && (
        <ConfirmMove
          move="cancel"
          verb={texts.cancel}
          look="danger"
          title={texts.cancelTitle}
          consequences={[texts.cancelWhat]}
          undo={{ possible: false, words: texts.cancelUndo }}
          answer={answer}
        />
      )}
    </div>
  )
}
