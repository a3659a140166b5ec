import { Section } from '~/design/section'
import { criteria } from '../criteria'
import { useListingTexts } from './texts'

/** What the reviewers will look at, before somebody writes why. */
export function CriteriaList() {
  const texts = useListingTexts()
  return (
    <Section title={texts.criteria}>
      <ul className="mb-6 list-disc space-y-1 pl-5">
        {criteria.map((criterion) => (
          <li key={criterion}>
            <span className="font-medium">{texts.criterion[criterion]}</span>
            <span className="text-ink-soft"> · {texts.criterionWhat[criterion]}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
