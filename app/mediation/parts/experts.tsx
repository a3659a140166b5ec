import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { FormSummary } from '~/design/form-summary'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextField } from '~/design/text-field'
import type { Answer } from '~/web/answer'
import { problemOf, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveForm } from '~/web/move-form'
import type { ExpertRow } from '../channels/experts.server'
import { expertPath, type Side } from '../channels/kinds'
import { useMediationTexts } from './texts'

type ExpertsProps = {
  caseId: string
  experts: readonly ExpertRow[]
  side: Side | null
  answer: Answer | undefined
}

/** The experts whose channels one reads; the side that asked one may let them go. */
export function Experts({ caseId, experts, side, answer }: ExpertsProps) {
  const all = useMediationTexts()
  const texts = all.experts
  return (
    <Table
      caption={texts.title}
      rows={experts}
      rowKey={({ id }) => id}
      rowTo={({ no }) => `/cases/${caseId}/${expertPath(no)}`}
      empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="people" />}
      columns={[
        { key: 'no', head: texts.no, type: 'number', narrow: 'hidden', cell: ({ no }) => no },
        { key: 'name', head: texts.name, narrow: 'title', cell: ({ name }) => name },
        { key: 'side', head: texts.side, cell: ({ side: asked }) => all.roles[asked] },
        {
          key: 'state',
          head: texts.state,
          type: 'chip',
          narrow: 'end',
          cell: ({ endedAt }) =>
            endedAt ? <Chip meaning="quiet">{texts.ended}</Chip> : <Chip meaning="info">{texts.open}</Chip>,
        },
        {
          key: 'end',
          head: '',
          cell: ({ id, side: asked, endedAt }) =>
            side === asked &&
            !endedAt && (
              <ConfirmMove
                move="end"
                id={`end-${id}`}
                verb={texts.end}
                look="quiet"
                title={texts.endTitle}
                consequences={[...texts.endWhat]}
                undo={{ possible: true, words: texts.endUndo }}
                answer={answer?.values.channelId === id ? answer : undefined}
              >
                <input type="hidden" name="channelId" value={id} />
              </ConfirmMove>
            ),
        },
      ]}
    />
  )
}

/** Asks an expert by the address of their account. */
export function ExpertForm({ answer }: { answer: Answer | undefined }) {
  const { experts: texts } = useMediationTexts()
  const mine = answer?.values.move === 'invite' ? answer : undefined
  return (
    <Section title={texts.invite} sentence={texts.inviteHint}>
      {mine && (
        <FormSummary
          problems={mine.problems}
          refusal={mine.refusal ? { what: mine.refusal.sentence } : null}
        />
      )}
      <MoveForm move="invite" className="flex flex-wrap items-end gap-2">
        <TextField
          name="address"
          type="email"
          label={texts.address}
          width="medium"
          defaultValue={valueOf(mine, 'address', '')}
          error={problemOf(mine, 'address')}
        />
        <Button>{texts.send}</Button>
      </MoveForm>
    </Section>
  )
}
