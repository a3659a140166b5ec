import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
import { inspectionCampaignLifecycle, type InspectionCampaignState } from '../../lifecycle'
import { useInspectionTexts } from '../../parts/texts'

/** What the office may do with a round of inspections, each move with its consequences. */
export function DrawMoves({ state, answer }: { state: InspectionCampaignState; answer: Answer | undefined }) {
  const texts = useInspectionTexts().draw
  const may = inspectionCampaignLifecycle.movesFrom(state, 'officer')
  if (may.length === 0) return null
  return (
    <div className="mb-6 flex flex-wrap items-start gap-2">
      {may.includes('freeze') && (
        <ConfirmMove
          move="freeze"
          verb={texts.freeze}
          title={texts.freezeTitle}
          consequences={texts.freezeWhat}
          undo={{ possible: false, words: texts.freezeUndo }}
          answer={answer}
        />
      )}
      {may.includes('draw') && (
        <ConfirmMove
          move="draw"
          verb={texts.drawIt}
          title={texts.drawTitle}
          consequences={texts.drawWhat}
          undo={{ possible: false, words: texts.drawUndo }}
          answer={answer}
        />
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
        >
          <MoveReason move="cancel" answer={answer} label={texts.why} maxLength={600} />
        </ConfirmMove>
      )}
    </div>
  )
}
