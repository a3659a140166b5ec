import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { useMediationTexts } from './texts'

type Invitation = {
  id: string
  contact: string
  sentAt: Date
  delivered: boolean | null
  openedAt: Date | null
  passedAt: Date | null
}

/** The ladder of each invitation, for the registrar: sent, delivered, opened, code passed. */
export function Invitations({ invitations }: { invitations: readonly Invitation[] }) {
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
          { key: 'opened', head: texts.opened, type: 'date', cell: ({ openedAt }) => when(openedAt) },
          { key: 'passed', head: texts.passed, type: 'date', cell: ({ passedAt }) => when(passedAt) },
        ]}
      />
    </Section>
  )
}
