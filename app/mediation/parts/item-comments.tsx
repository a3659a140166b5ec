import { Button } from '~/design/button'
import { Notice } from '~/design/notice'
import { Section } from '~/design/section'
import { Select } from '~/design/select-field'
import { FormSummary } from '~/design/form-summary'
import type { Answer } from '~/web/answer'
import { MoveForm } from '~/web/move-form'
import { sides } from '../channels/kinds'
import { isUndisputed } from '../evidence/commenting'
import { heads, verdicts } from '../evidence/form'
import type { EvidenceItem } from '../evidence/reading.server'
import { isClosed } from '../lifecycle'
import { useMediationTexts } from './texts'

type ItemCommentsProps = Pick<EvidenceItem, 'its' | 'side' | 'comments' | 'agreed'> & {
  answer: Answer | undefined
}

/** What each side says of an item under the three heads; accepted throughout, it may become an agreed fact. */
export function ItemComments({ its, side, comments, agreed, answer }: ItemCommentsProps) {
  const all = useMediationTexts()
  const texts = all.evidence
  const open = side !== null && !isClosed(its.state)
  const said = sides.filter((one) => agreed?.[`${one}YesAt`])
  return (
    <Section title={texts.comments}>
      {answer?.values.move === 'comment' && (
        <FormSummary
          problems={answer.problems}
          refusal={answer.refusal ? { what: answer.refusal.sentence } : null}
        />
      )}
      <ul className="divide-y divide-line border-y border-line">
        {heads.map((head) => (
          <li key={head} className="grid gap-x-6 gap-y-2 py-3 sm:grid-cols-[8rem_1fr_1fr]">
            <span className="font-medium">{texts.heads[head]}</span>
            {sides.map((one) => {
              const comment = comments.find((its) => its.side === one && its.head === head)
              return (
                <div key={one} className="min-w-0">
                  <p className="text-sm text-ink-soft">{all.roles[one]}</p>
                  <p>{comment ? texts.verdicts[comment.verdict] : texts.noComment}</p>
                  {comment?.reason && <p className="max-w-prose whitespace-pre-line">{comment.reason}</p>}
                  {open && one === side && (
                    <MoveForm move="comment" hidden={{ head }} className="mt-2 flex flex-wrap gap-2">
                      <span className="w-32">
                        <Select
                          name="verdict"
                          aria-label={`${texts.heads[head]} ${texts.comment}`}
                          defaultValue={comment?.verdict ?? 'accept'}
                          options={verdicts.map((value) => ({ value, label: texts.verdicts[value] }))}
                        />
                      </span>
                      <input
                        name="reason"
                        aria-label={texts.commentReason}
                        placeholder={texts.commentReason}
                        defaultValue={comment?.reason ?? ''}
                        className="control min-w-0 flex-1 basis-40"
                      />
                      <Button>{texts.comment}</Button>
                    </MoveForm>
                  )}
                </div>
              )
            })}
          </li>
        ))}
      </ul>
      {isUndisputed(comments) && (
        <div className="mt-4">
          <Notice
            meaning="ok"
            actions={
              open &&
              !said.includes(side) && (
                <MoveForm move="agree">
                  <Button>{texts.agree}</Button>
                </MoveForm>
              )
            }
          >
            {said.length === 2
              ? texts.agreed
              : [texts.agreedFact, ...said.map((one) => texts.agreedBy(all.roles[one]))].join(' ')}
          </Notice>
        </div>
      )}
    </Section>
  )
}
