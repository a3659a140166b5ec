import { Chip } from '~/design/chip'
import { Day } from '~/design/day'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { useOrdersTexts } from '../../parts/texts'
import type { VendorTax } from '../taxpayers.server'
import { skuTaxMeanings } from './said-of-sku'

/** What a vendor declared as what it is taxed, and what the office made of it. */
export function DeclaredTaxpayers({ said }: { said: readonly VendorTax[] }) {
  const { taxpayer: texts, taxes } = useOrdersTexts()
  return (
    <Section title={texts.history} count={said.length}>
      <ol className="divide-y divide-line border-y border-line">
        {said.map((one) => (
          <li key={one.id} className="py-3">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Chip meaning={skuTaxMeanings[one.state]}>{taxes.states[one.state]}</Chip>
              <span className="font-medium">{taxes.taxpayers[one.taxpayer]}</span>
              <span>
                {texts.from} <Day on={one.validFrom} />
              </span>
              <TextLink to={`/files/${one.fileId}`} reloadDocument>
                {texts.view}
              </TextLink>
              <span className="text-sm text-ink-soft">
                <Moment at={one.proposedAt} /> {one.proposer}
              </span>
              {one.decidedAt && (
                <span className="text-sm text-ink-soft">
                  {taxes.decided} <Moment at={one.decidedAt} /> {one.decider}
                </span>
              )}
            </p>
            {one.note && <p className="mt-1 max-w-prose">{one.note}</p>}
            {one.reason && (
              <p className="mt-1 max-w-prose text-ink-soft">
                {taxes.reason}: {one.reason}
              </p>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}
