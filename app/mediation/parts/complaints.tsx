import { Button } from '~/design/button'
import { Channel } from '~/design/channel'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { FormSummary } from '~/design/form-summary'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { type Answer, problemOf, typed, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveForm } from '~/web/move-form'
import { toneOf } from '../channels/kinds'
import type { ComplaintRead } from '../matters/reading.server'
import { MatterChip } from './matter-chip'
import { useMediationTexts } from './texts'

type ComplaintsProps = {
  complaints: readonly ComplaintRead[]
  /** To a complaint being taken back. */
  answer: Answer | undefined
  now: Date
}

/** What one's side complained of, until when it is answered, that it was received, and the summary that ended it. */
export function Complaints({ complaints, answer, now }: ComplaintsProps) {
  const all = useMediationTexts()
  const { matters: texts } = all
  if (complaints.length === 0)
    return <Empty title={texts.noComplaints} why={texts.noComplaintsWhy} icon="message" />
  return (
    <ul className="divide-y divide-line border-y border-line">
      {complaints.map(({ id, mediatorName, openedAt, closedAt, outcome, text, summary, ...its }) => (
        <li key={id} className="space-y-2 py-3">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <span className="font-medium">{texts.of(mediatorName)}</span>
            <span className="text-sm text-ink-soft">
              {texts.received} <Moment at={openedAt} />
            </span>
            <span className="ml-auto">
              <MatterChip closedAt={closedAt} outcome={outcome} />
            </span>
          </p>
          <p className="max-w-prose whitespace-pre-line">{text}</p>
          {closedAt === null ? (
            <>
              <p className="max-w-prose text-ink-soft">{its.expiredAt ? texts.overdue : texts.waiting}</p>
              {its.dueAt && (
                <p>
                  <span className="text-ink-soft">{texts.answerBy}</span>{' '}
                  <AnswerBy dueAt={its.dueAt} rule={its.rule} now={now} />
                </p>
              )}
              <Withdrawal id={id} answer={answer?.values.complaintId === id ? answer : undefined} />
            </>
          ) : (
            <div className="border-l-4 border-line pl-3">
              <p className="text-sm text-ink-soft">
                {outcome === 'withdrawn' ? texts.withdrawnOn : texts.summaryGiven} · <Moment at={closedAt} />
              </p>
              <p className="max-w-prose whitespace-pre-line">{summary ?? its.reason}</p>
              {its.eraseOn && <p className="text-sm text-ink-soft">{texts.keptUntil(its.eraseOn)}</p>}
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Until when the head answers, and by which rule. */
export function AnswerBy({ dueAt, rule, now }: { dueAt: Date; rule: ComplaintRead['rule']; now: Date }) {
  const all = useMediationTexts()
  return (
    <>
      <Deadline at={dueAt} now={now} />
      {rule && 'key' in rule && (
        <span className="block text-sm text-ink-soft">
          {all.matters.byRule(all.units[rule.unit](String(rule.amount)), String(rule.version))}
        </span>
      )}
    </>
  )
}

function Withdrawal({ id, answer }: { id: string; answer: Answer | undefined }) {
  const { matters: texts } = useMediationTexts()
  return (
    <ConfirmMove
      move="withdraw"
      id={`withdraw-${id}`}
      verb={texts.withdraw}
      look="secondary"
      title={texts.withdrawTitle}
      consequences={[...texts.withdrawWhat]}
      undo={{ possible: false, words: texts.withdrawUndo }}
      answer={answer}
    >
      <input type="hidden" name="complaintId" value={id} />
      <TextArea {...typed(answer, 'reason')} label={texts.reason} hint={texts.reasonHint} />
    </ConfirmMove>
  )
}

type ComplaintFormProps = {
  mediators: readonly { mediatorId: string; name: string }[]
  answer: Answer | undefined
}

/** A complaint, under the name and color of where it goes. */
export function ComplaintForm({ mediators, answer }: ComplaintFormProps) {
  const { matters: texts } = useMediationTexts()
  return (
    <Section title={texts.complain} sentence={texts.complainLead}>
      <Channel name={texts.toHead} note={texts.toHeadNote} tone={toneOf.body}>
        {answer && (
          <FormSummary
            problems={answer.problems}
            refusal={answer.refusal ? { what: answer.refusal.sentence } : null}
          />
        )}
        <MoveForm move="complain" className="max-w-xl space-y-4">
          <SelectField
            name="mediatorId"
            label={texts.mediator}
            defaultValue={valueOf(answer, 'mediatorId', mediators.at(-1)?.mediatorId)}
            error={problemOf(answer, 'mediatorId')}
            options={mediators.map(({ mediatorId, name }) => ({ value: mediatorId, label: name }))}
          />
          <TextArea {...typed(answer, 'text')} label={texts.complaint} hint={texts.complaintHint} rows={6} />
          <Button look="primary">{texts.complainVerb}</Button>
        </MoveForm>
      </Channel>
    </Section>
  )
}
