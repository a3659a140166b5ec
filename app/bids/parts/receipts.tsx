import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { linkClass } from '~/design/text-link'
import { Section } from '~/design/section'
import type { listEnvelopes } from '../queries.server'
import { useBidTexts } from './texts'

type Envelope = Awaited<ReturnType<typeof listEnvelopes>>[number]

/** Proof of what came in and when, for each envelope of a bid. */
export function Receipts({ bidId, envelopes }: { bidId: string; envelopes: readonly Envelope[] }) {
  const texts = useBidTexts().show
  const format = useFormat()
  if (envelopes.length === 0) return null
  return (
    <Section title={texts.receipts} sentence={texts.receiptsLead}>
      <div className="space-y-5">
        {envelopes.map(({ item, kind, receivedAt, envelopeHash, commitment, bytes }) => (
          <div key={item}>
            <h3 className="mb-1 flex flex-wrap justify-between gap-x-4 font-medium">
              {texts.envelope[kind]}
              <a
                className={`${linkClass} text-sm font-normal`}
                href={`/bids/${bidId}/receipts/${kind}`}
                download
              >
                {texts.download}
              </a>
            </h3>
            <Facts
              layout="row"
              items={[
                { label: texts.receivedAt, value: <code className="figure text-sm">{receivedAt}</code> },
                { label: texts.envelopeHash, value: <Hash value={envelopeHash} /> },
                { label: texts.commitment, value: <Hash value={commitment} /> },
                { label: texts.bytes, value: format.number(bytes) },
              ]}
            />
          </div>
        ))}
      </div>
    </Section>
  )
}
