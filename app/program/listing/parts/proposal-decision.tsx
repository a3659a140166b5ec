import { DateField } from '~/design/date-field'
import { TextField } from '~/design/text-field'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
import type { ListProposalState } from '../../lifecycle'
import { useListingTexts } from './texts'

type ProposalDecisionProps = { state: ListProposalState; accepts: boolean; answer: Answer | undefined }

/** What the office decides of a proposal, each step with its reason. */
export function ProposalDecision({ state, accepts, answer }: ProposalDecisionProps) {
  const texts = useListingTexts()
  const accepting = answer?.values.move === 'accept' ? answer : undefined
  return (
    <div className="flex flex-wrap gap-2">
      {state === 'in_review' && accepts && (
        <ConfirmMove
          move="accept"
          look="primary"
          verb={texts.accept}
          title={texts.acceptWhat}
          consequences={[texts.acceptWho]}
          undo={{ possible: true, words: texts.acceptUndo }}
          answer={answer}
        >
          <TextField
            name="decisionNo"
            id="decisionNo"
            label={texts.decisionNo}
            defaultValue={valueOf(accepting, 'decisionNo')}
            error={problemOf(accepting, 'decisionNo')}
          />
          <DateField
            name="until"
            id="until"
            label={texts.until}
            defaultValue={valueOf(accepting, 'until')}
            error={problemOf(accepting, 'until')}
          />
          <MoveReason move="accept" answer={answer} label={texts.decision} />
        </ConfirmMove>
      )}
      {(state === 'submitted' || state === 'in_review') && (
        <ConfirmMove
          move="reject"
          look="danger"
          verb={texts.reject}
          title={texts.rejectWhat}
          consequences={[texts.rejectWho]}
          undo={{ possible: false, words: texts.rejectUndo }}
          answer={answer}
        >
          <MoveReason move="reject" answer={answer} label={texts.decision} />
        </ConfirmMove>
      )}
      {state === 'accepted' && (
        <ConfirmMove
          move="remove"
          look="danger"
          verb={texts.remove}
          title={texts.removeWhat}
          consequences={[texts.removeWho]}
          undo={{ possible: false, words: texts.removeUndo }}
          answer={answer}
        >
          <MoveReason move="remove" answer={answer} label={texts.removal} maxLength={500} />
        </ConfirmMove>
      )}
    </div>
  )
}
