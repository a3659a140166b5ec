import type { ReactNode } from 'react'
import { LinkButton } from '~/design/link-button'
import { Section } from '~/design/section'
import { useMediationTexts } from './texts'

/** Where a claim begins when the address names nothing yet: at an order, a license, or with an enterprise's code. */
export function ClaimStart({ kind, children }: { kind: string; children: ReactNode }) {
  const { claim: texts } = useMediationTexts()
  return (
    <>
      <Section title={texts.pickTitle} sentence={kind === 'vendor' ? texts.pickLeadVendor : texts.pickLead}>
        <div className="flex flex-wrap gap-2">
          <LinkButton to="/orders" icon="document">
            {texts.toOrders}
          </LinkButton>
          {kind === 'enterprise' && (
            <LinkButton to="/licenses" icon="key">
              {texts.toLicenses}
            </LinkButton>
          )}
        </div>
      </Section>
      {kind === 'vendor' && (
        <Section title={texts.useTitle} sentence={texts.noEvidence}>
          {children}
        </Section>
      )}
    </>
  )
}
