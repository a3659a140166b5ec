import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { useVocabulary } from '~/texts/vocabulary'
import { useOrdersTexts } from '../../parts/texts'
import type { SkuTax } from '../queries.server'

export const skuTaxMeanings: Record<SkuTax['state'], Meaning> = {
  proposed: 'info',
  checked: 'ok',
  refused: 'risk',
  withdrawn: 'quiet',
  replaced: 'quiet',
}

/** What was said of one edition's category, and what the office made of it. */
export function SaidOfSku({ said }: { said: readonly SkuTax[] }) {
  const texts = useOrdersTexts().taxes
  const words = useVocabulary()
  return (
    <Section title={texts.history} count={said.length}>
      <ol className="divide-y divide-line border-y border-line">
        {said.map((one) => (
          <li key={one.id} className="py-3">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Chip meaning={skuTaxMeanings[one.state]}>{texts.states[one.state]}</Chip>
              <span className="font-medium">{words.taxCategories[one.category]}</span>
              <span className="text-sm text-ink-soft">
                <Moment at={one.proposedAt} /> {one.proposer}
              </span>
              {one.decidedAt && (
                <span className="text-sm text-ink-soft">
                  {texts.decided} <Moment at={one.decidedAt} /> {one.decider}
                </span>
              )}
            </p>
            {one.note && <p className="mt-1 max-w-prose">{one.note}</p>}
            {one.reason && (
              <p className="mt-1 max-w-prose text-ink-soft">
                {texts.reason}: {one.reason}
              </p>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}
