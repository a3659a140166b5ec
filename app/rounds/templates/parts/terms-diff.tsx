import { Diff } from '~/design/diff'
import { Facts } from '~/design/facts'
import { useTermsFacts } from '../../parts/terms-table'
import { useRoundsTexts } from '../../parts/texts'
import type { RoundTerms } from '../../terms'

/** What differs between two versions of terms, in the words in which terms are read. */
export function TermsDiff({ before, after }: { before: RoundTerms; after: RoundTerms }) {
  const texts = useRoundsTexts().templates
  const was = new Map(useLines(before))
  const different = useLines(after).filter(([label, words]) => was.get(label) !== words)
  if (different.length === 0) return <p className="text-ink-soft">{texts.same}</p>
  return (
    <Facts
      layout="row"
      items={different.map(([label, words]) => ({
        label,
        value: <Diff before={was.get(label) ?? ''} after={words} />,
      }))}
    />
  )
}

const useLines = (terms: RoundTerms): [string, string][] =>
  useTermsFacts(terms).flatMap(({ items }) =>
    items.map(({ label, value, hint }): [string, string] => [
      label,
      [value, hint].filter(Boolean).join('\n'),
    ]),
  )
