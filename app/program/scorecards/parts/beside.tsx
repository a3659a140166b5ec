import { LinkButton } from '~/design/link-button'
import { Section } from '~/design/section'
import type { Scorecard } from '../queries.server'
import { Card } from './card'
import { useScorecardTexts } from './texts'

/** How a vendor served so far, beside what it applies for. */
export function ScorecardBeside({ vendorId, newest }: { vendorId: string; newest: Scorecard | null }) {
  const texts = useScorecardTexts()
  return (
    <Section
      title={texts.one}
      actions={
        newest && (
          <LinkButton size="small" to={`/office/scorecards/${vendorId}`}>
            {texts.all}
          </LinkButton>
        )
      }
    >
      {newest ? <Card its={newest} /> : <p className="text-ink-soft">{texts.noneOfWhy}</p>}
    </Section>
  )
}
