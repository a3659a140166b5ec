import { TextField } from '~/design/text-field'
import { type Answer, typed } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { useCertificateTexts } from '../../parts/texts'

/** Takes the valid certificate back. */
export function Revoke({ id, no, answer }: { id: string; no: string; answer: Answer | undefined }) {
  const texts = useCertificateTexts()
  return (
    <div className="mt-4">
      <ConfirmMove
        move="revoke"
        verb={texts.revoke}
        look="secondary"
        title={texts.revokeTitle(no)}
        consequences={[texts.revokeWhat]}
        undo={{ possible: false, words: texts.revokeUndo }}
        answer={answer}
      >
        <input type="hidden" name="certificateId" value={id} />
        <TextField {...typed(answer, 'reason')} label={texts.reason} />
      </ConfirmMove>
    </div>
  )
}
