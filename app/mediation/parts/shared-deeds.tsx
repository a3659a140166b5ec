import { Button } from '~/design/button'
import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveForm } from '~/web/move-form'
import type { SharedRead } from '../teamwork/reading.server'
import { useMediationTexts } from './texts'

type PostProps = Pick<SharedRead, 'draft' | 'whyNotPost' | 'mayApprove'> & { answer: Answer | undefined }

/** The next step of a draft: the second person's approval, or its way out. */
export function SharedStep({ draft, whyNotPost, mayApprove, answer }: PostProps) {
  const { teamwork: texts } = useMediationTexts()
  const version = String(draft.version)
  if (whyNotPost === 'second-needed')
    return (
      mayApprove && (
        <MoveForm move="approve" hidden={{ version }}>
          <Button look="primary">{texts.approve}</Button>
        </MoveForm>
      )
    )
  if (whyNotPost !== null) return null
  return (
    <ConfirmMove
      move="post"
      verb={texts.post[draft.kind]}
      title={texts.postTitle[draft.kind]}
      consequences={[texts.postWhat[draft.kind], texts.postName]}
      undo={{ possible: false, words: texts.postUndo[draft.kind] }}
      answer={answer}
    >
      <input type="hidden" name="version" value={version} />
    </ConfirmMove>
  )
}

/** Who has changed it, who has approved which version, and the way to give it up. */
export function SharedFacts({
  draft,
  open,
  answer,
}: Pick<SharedRead, 'draft' | 'open'> & { answer: Answer | undefined }) {
  const { teamwork: texts } = useMediationTexts()
  return (
    <>
      <Facts
        items={[
          { label: texts.version, value: String(draft.version) },
          {
            label: texts.editor,
            value: (
              <>
                {draft.editorName} · <Moment at={draft.editedAt} />
              </>
            ),
          },
          { label: texts.second, value: texts.seconds[draft.needsSecond ? 'needed' : 'free'] },
          ...(draft.secondName
            ? [
                {
                  label: texts.approvedBy,
                  value: texts.approvedAs(draft.secondName, String(draft.approvedVersion)),
                },
              ]
            : []),
          ...(draft.closedAt
            ? [
                {
                  label: texts.states[draft.state === 'posted' ? 'posted' : 'dropped'],
                  value: (
                    <>
                      {draft.closerName} · <Moment at={draft.closedAt} />
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      {draft.state === 'open' && open && (
        <div className="mt-5">
          <ConfirmMove
            move="drop"
            verb={texts.drop}
            look="quiet"
            title={texts.dropTitle}
            consequences={[texts.dropWhat]}
            undo={{ possible: false, words: texts.dropUndo }}
            answer={answer}
          >
            <input type="hidden" name="version" value={draft.version} />
          </ConfirmMove>
        </div>
      )}
    </>
  )
}
