import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { MoveForm } from '~/web/move-form'
import { useWebTexts } from '~/web/texts'
import type { listOwnOrganizations } from '../queries.server'
import { OrganizationChip } from './state-chip'
import { usePeopleTexts } from './texts'

/** The organizations one acts for, to switch between. */
export function OwnOrganizations({
  organizations,
  present,
}: {
  organizations: Awaited<ReturnType<typeof listOwnOrganizations>>
  present: string
}) {
  const { account } = usePeopleTexts()
  const { roles } = useWebTexts()
  const named = useNamed()
  return (
    <Section title={account.organizations}>
      <ul className="divide-y divide-line">
        {organizations.map(({ id, name, nameEn, state, roles: held }) => (
          <li key={id} className="flex min-h-row flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2">
            <span>
              {named(name, nameEn)} {state !== 'verified' && <OrganizationChip state={state} />}
              <span className="block text-sm text-ink-soft">
                {held.map((role) => roles[role]).join(' · ')}
              </span>
            </span>
            {id === present ? (
              <Chip meaning="ok">{account.present}</Chip>
            ) : (
              <MoveForm move="switch" hidden={{ organization: id }}>
                <Button size="small">{account.switch}</Button>
              </MoveForm>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
