import type { ReactNode } from 'react'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import type { OwnBid } from '../queries.server'
import { PriceTiers } from './price-tiers'
import { useBidTexts } from './texts'

type BidContentProps = { vendor: string; content: OwnBid; note?: string; files: ReactNode }

/** What the vendor has sealed, shown to the vendor alone until the opening. */
export function BidContent({ vendor, content: { technical, price }, note, files }: BidContentProps) {
  const { show: texts, entry } = useBidTexts()
  const format = useFormat()
  const words: Record<string, string> = entry.responses
  const bound = (quantity: number | null) => (quantity ? format.number(quantity) : texts.unlimited)
  return (
    <Section title={texts.content} sentence={note ?? texts.contentNote}>
      <PriceTiers vendor={vendor} tiers={price.tiers} />
      <div className="mt-5">
        <Facts
          layout="row"
          items={[
            { label: texts.minQty, value: bound(price.minQty) },
            { label: texts.maxQty, value: bound(price.maxQty) },
            { label: texts.tax, value: entry.taxOf(String(price.taxRateBps / 100)) },
            { label: texts.validUntil, value: price.validUntil },
            ...Object.entries(technical.responses).map(([code, value]) => ({
              label: words[code] ?? code,
              value: <p className="max-w-prose whitespace-pre-wrap">{value}</p>,
            })),
            ...(technical.files.length > 0 ? [{ label: entry.files, value: files }] : []),
          ]}
        />
      </div>
    </Section>
  )
}
