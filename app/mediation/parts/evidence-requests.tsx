import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { DateField } from '~/design/date-field'
import { FormSummary } from '~/design/form-summary'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import type { Meaning } from '~/design/meaning'
import { type Answer, typed, problemOf, valueOf } from '~/web/answer'
import { MoveForm } from '~/web/move-form'
import { type CaseRole, type Side, sides } from '../channels/kinds'
import { type CaseState, isClosed } from '../lifecycle'
import { useMediationTexts } from './texts'

type Request = {
  id: string
  text: string
  ownerSide: Side
  dueOn: string
  state: 'open' | 'provided' | 'refused'
  name: string
}
type EvidenceRequestsProps = {
  its: { state: CaseState; roles: readonly CaseRole[] }
  side: Side | null
  requests: readonly Request[]
  answer: Answer | undefined
}

/** "Please provide": what was asked of whom, until when, and how it stands. */
export function EvidenceRequests({ its, side, requests, answer }: EvidenceRequestsProps) {
  const all = useMediationTexts()
  const texts = all.evidence
  const open = !isClosed(its.state)
  const asks = open && (side !== null || its.roles.includes('mediator'))
  return (
    <Section title={texts.requests} count={requests.length} sentence={texts.requestsLead}>
      <ul className="divide-y divide-line border-y border-line empty:border-0">
        {requests.map((request) => (
          <li key={request.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 py-2.5">
            <span className="min-w-0 flex-1 basis-64">
              <span className="block max-w-prose whitespace-pre-line">{request.text}</span>
              <span className="text-sm text-ink-soft">
                {request.name} → {all.roles[request.ownerSide]} ·{' '}
                <span className="figure">{request.dueOn}</span>
              </span>
            </span>
            <Chip meaning={meanings[request.state]}>{texts.requestStates[request.state]}</Chip>
            {open && request.state === 'open' && side === request.ownerSide && (
              <span className="flex gap-2">
                <MoveForm move="provide" hidden={{ requestId: request.id }}>
                  <Button size="small">{texts.provide}</Button>
                </MoveForm>
                <MoveForm move="refuse" hidden={{ requestId: request.id }}>
                  <Button size="small" look="quiet">
                    {texts.refuse}
                  </Button>
                </MoveForm>
              </span>
            )}
          </li>
        ))}
      </ul>
      {asks && (
        <MoveForm move="ask" className="mt-4 max-w-2xl space-y-4">
          {answer?.values.move === 'ask' && (
            <FormSummary
              problems={answer.problems}
              refusal={answer.refusal ? { what: answer.refusal.sentence } : null}
            />
          )}
          <TextArea
            name="text"
            label={texts.requestText}
            rows={3}
            defaultValue={valueOf(answer, 'text')}
            error={problemOf(answer, 'text')}
          />
          <div className="flex flex-wrap items-end gap-3">
            {side === null && (
              <SelectField
                {...typed(answer, 'owner')}
                label={texts.owner}
                options={sides.map((value) => ({ value, label: all.roles[value] }))}
              />
            )}
            <DateField {...typed(answer, 'dueOn')} label={texts.requestDue} />
            <Button>{texts.request}</Button>
          </div>
        </MoveForm>
      )}
    </Section>
  )
}

const meanings: Record<Request['state'], Meaning> = { open: 'attention', provided: 'ok', refused: 'quiet' }
