import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { useWebTexts } from '~/web/texts'
import type { DemoAccount } from '../demo.server'
import { usePeopleTexts } from './texts'

/** The demo's cast beside the sign-in form, with each one's present code. */
export function DemoAccounts({ accounts, password }: { accounts: DemoAccount[]; password: string }) {
  const texts = usePeopleTexts().signIn
  const { roles } = useWebTexts()
  const named = useNamed()
  return (
    <Section title={texts.demo.replace('{p}', password)} sentence={texts.demoNote}>
      <div className="overflow-x-auto">
        <table className="w-full text-left text-sm">
          <thead className="text-ink-soft">
            <tr>
              <th scope="col" className="py-2 pr-4 font-normal">
                {texts.role}
              </th>
              <th scope="col" className="py-2 pr-4 font-normal">
                {texts.mail}
              </th>
              <th scope="col" className="py-2 font-normal">
                {texts.code}
              </th>
            </tr>
          </thead>
          <tbody>
            {accounts.map((account) => (
              <tr key={account.mail} className="border-t border-line align-top">
                <td className="py-2 pr-4">
                  {account.roles.map((role) => roles[role]).join(' · ')}
                  <span className="block text-ink-soft">
                    {named(account.organization, account.organizationEn)}
                  </span>
                </td>
                <td className="py-2 pr-4">
                  <code>{account.mail}</code>
                </td>
                <td className="figure py-2">{account.code}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
