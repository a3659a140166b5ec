import { Button } from '~/design/button'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { MoveForm } from '~/web/move-form'
import { useWebTexts } from '~/web/texts'
import { usePeopleTexts } from '../../parts/texts'
import type { OwnInvitation } from '../queries.server'

/** Which organizations ask one in; accepting needs no link, for the account itself answers. */
export function OwnInvitations({ invitations }: { invitations: readonly OwnInvitation[] }) {
  const { account } = usePeopleTexts()
  const { roles } = useWebTexts()
  const format = useFormat()
  const named = useNamed()
  return (
    <Section title={account.invitations} sentence={account.invitationsLead}>
      <ul className="divide-y divide-line">
        {invitations.map(({ id, name, nameEn, roles: offered, endsAt }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2">
            <span>
              {named(name, nameEn)}
              <span className="block text-sm text-ink-soft">
                {offered.map((role) => roles[role]).join(' · ')} ·{' '}
                {account.answerUntil(format.dateTime(endsAt))}
              </span>
            </span>
            <span className="flex gap-2">
              <MoveForm move="accept" hidden={{ invitation: id }}>
                <Button size="small">{account.accept}</Button>
              </MoveForm>
              <MoveForm move="decline" hidden={{ invitation: id }}>
                <Button size="small" look="quiet">
                  {account.decline}
                </Button>
              </MoveForm>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
