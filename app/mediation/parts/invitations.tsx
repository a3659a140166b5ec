import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { FormSummary } from '~/design/form-summary'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextField } from '~/design/text-field'
import { type Answer, typed } from '~/web/answer'
import { MoveForm } from '~/web/move-form'
import { useMediationTexts } from './texts'

type Invitation = {
  id: string
  contact: string
  sentAt: Date
  delivered: boolean | null
  openedAt: Date | null
  passedAt: Date | null
}

type InvitationsProps = {
  invitations: readonly Invitation[]
  mayInvite: boolean
  answer: Answer | undefined
}

/** The ladder of each invitation, for the registrar: sent, delivered, opened, code passed; and once more, where it is lost. */
export function Invitations({ invitations, mayInvite, answer }: InvitationsProps) {
  const { parties: texts } = useMediationTexts()
  const when = (at: Date | null) => (at ? <Moment at={at} /> : '–')
  return (
    <Section title={texts.invitations} count={invitations.length}>
      <Table
        caption={texts.invitations}
        rows={invitations}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          { key: 'contact', head: texts.contact, cell: ({ contact }) => contact },
          { key: 'sent', head: texts.invited, type: 'date', cell: ({ sentAt }) => <Moment at={sentAt} /> },
          {
            key: 'delivered',
            head: texts.letter,
            type: 'chip',
            cell: ({ delivered, openedAt }) => <LetterChip delivered={openedAt ? true : delivered} />,
          },
          { key: 'opened', head: texts.opened, type: 'date', cell: ({ openedAt }) => when(openedAt) },
          { key: 'passed', head: texts.passed, type: 'date', cell: ({ passedAt }) => when(passedAt) },
        ]}
      />
      {mayInvite && <InviteAgain answer={answer?.values.move === 'invite' ? answer : undefined} />}
    </Section>
  )
}

/** Whether a server took the letter; null: not known yet. Whoever opened the link has it. */
function LetterChip({ delivered }: { delivered: boolean | null }) {
  const { parties: texts } = useMediationTexts()
  if (delivered === null) return <Chip meaning="quiet">{texts.underWay}</Chip>
  return delivered ? (
    <Chip meaning="ok">{texts.delivered}</Chip>
  ) : (
    <Chip meaning="risk">{texts.returned}</Chip>
  )
}

function InviteAgain({ answer }: { answer: Answer | undefined }) {
  const { parties: texts } = useMediationTexts()
  return (
    <div className="mt-4 space-y-3">
      {answer && (
        <FormSummary
          problems={answer.problems}
          refusal={answer.refusal ? { what: answer.refusal.sentence } : null}
        />
      )}
      <MoveForm move="invite" className="flex max-w-xl flex-wrap items-end gap-2">
        <TextField
          {...typed(answer, 'contact')}
          label={texts.newContact}
          hint={texts.newContactHint}
          type="email"
          optional
        />
        <Button>{texts.resend}</Button>
      </MoveForm>
    </div>
  )
}
