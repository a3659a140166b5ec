import { Button } from '~/design/button'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { FormSummary } from '~/design/form-summary'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { Table } from '~/design/table'
import { TextArea } from '~/design/text-area'
import { type Answer, typed } from '~/web/answer'
import { MoveForm } from '~/web/move-form'
import { matterPath } from '../matters/form'
import type { MatterRow } from '../matters/reading.server'
import { MatterChip } from './matter-chip'
import { useMediationTexts } from './texts'

/** What is or was to be settled between the head of a body and its mediators, as far as one reads it. */
export function Matters({ matters, now }: { matters: readonly MatterRow[]; now: Date }) {
  const { matters: texts } = useMediationTexts()
  return (
    <Table
      caption={texts.title}
      rows={matters}
      rowKey={({ id }) => id}
      rowTo={({ bodyId, no }) => matterPath(bodyId, no)}
      empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="people" />}
      columns={[
        { key: 'kind', head: texts.about, narrow: 'title', cell: ({ kind }) => texts.kinds[kind] },
        { key: 'no', head: texts.no, narrow: 'hidden', cell: ({ no }) => String(no) },
        { key: 'mediator', head: texts.mediator, cell: ({ mediatorName }) => mediatorName },
        {
          key: 'opened',
          head: texts.opened,
          type: 'date',
          cell: ({ openedAt }) => <Moment at={openedAt} day />,
        },
        {
          key: 'due',
          head: texts.answerTerm,
          cell: ({ dueAt, closedAt }) => dueAt && !closedAt && <Deadline at={dueAt} now={now} />,
        },
        {
          key: 'state',
          head: texts.state,
          type: 'chip',
          narrow: 'end',
          cell: (matter) => <MatterChip {...matter} />,
        },
      ]}
    />
  )
}

type WorkloadFormProps = {
  heads: boolean
  roster: readonly { mediatorId: string; name: string; openCases: number; maxOpen: number }[]
  answer: Answer | undefined
}

/** The head begins with a mediator, or a mediator with the head, about how much there is to do. */
export function WorkloadForm({ heads, roster, answer }: WorkloadFormProps) {
  const { matters: texts } = useMediationTexts()
  return (
    <Section title={texts.raise} sentence={heads ? texts.raiseAsHead : texts.raiseAsMediator}>
      {answer && (
        <FormSummary
          problems={answer.problems}
          refusal={answer.refusal ? { what: answer.refusal.sentence } : null}
        />
      )}
      <MoveForm move="raise" className="max-w-xl space-y-4">
        {heads && (
          <SelectField
            {...typed(answer, 'mediatorId')}
            label={texts.mediator}
            empty
            required
            options={roster.map(({ mediatorId, name, openCases, maxOpen }) => ({
              value: mediatorId,
              label: `${name} ${texts.load(openCases, maxOpen)}`,
            }))}
          />
        )}
        <TextArea {...typed(answer, 'text')} label={texts.text} />
        <Button look="primary">{texts.send}</Button>
      </MoveForm>
    </Section>
  )
}
