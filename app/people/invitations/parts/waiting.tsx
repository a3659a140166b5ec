import { Button } from '~/design/button'
import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import type { MemberRole } from '~/kernel/role'
import type { Answer } from '~/web/answer'
import { MoveForm } from '~/web/move-form'
import { useWebTexts } from '~/web/texts'
import { usePeopleTexts } from '../../parts/texts'
import type { listInvitations } from '../queries.server'

type Invitations = Awaited<ReturnType<typeof listInvitations>>

/** Who was asked in and has not answered yet. */
export function Waiting({
  invitations,
  manages,
  answer,
}: {
  invitations: Invitations
  manages: boolean
  answer: Answer | undefined
}) {
  const { members: texts } = usePeopleTexts()
  const { roles } = useWebTexts()
  const format = useFormat()
  return (
    <Section title={texts.waiting} sentence={texts.waitingWhat}>
      <Table
        caption={texts.waiting}
        rows={invitations}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          {
            key: 'name',
            head: texts.name,
            cell: ({ name, mail }) => (
              <>
                {name} <span className="block text-sm text-ink-soft">{mail}</span>
              </>
            ),
          },
          {
            key: 'roles',
            head: texts.roles,
            cell: ({ roles: offered }) => (offered as MemberRole[]).map((role) => roles[role]).join(' · '),
          },
          {
            key: 'until',
            head: texts.until,
            type: 'date',
            named: true,
            cell: ({ endsAt }) => format.date(endsAt),
          },
          ...(manages
            ? [
                {
                  key: 'change',
                  head: '',
                  cell: ({ id }: Invitations[number]) => (
                    <MoveForm move="take-back" answer={answer} hidden={{ invitationId: id }}>
                      <Button size="small">{texts.takeBack}</Button>
                    </MoveForm>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
