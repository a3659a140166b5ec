import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { linkClass } from '~/design/text-link'
import { Section } from '~/design/section'
import type { Received } from '../sealing/receipt.server'
import { useRoundsTexts } from './texts'

type ReceiptsProps = {
  envelopes: readonly Received[]
  /** where the receipt of one is downloaded */
  hrefOf: (envelope: Received) => string
}

/** Proof of what came in and when, for each envelope. */
export function Receipts({ envelopes, hrefOf }: ReceiptsProps) {
  const texts = useRoundsTexts().receipts
  const format = useFormat()
  if (envelopes.length === 0) return null
  return (
    <Section title={texts.title} sentence={texts.lead}>
      <div className="space-y-5">
        {envelopes.map((envelope) => {
          const { item, kind, receivedAt, envelopeHash, commitment, bytes } = envelope
          return (
            <div key={item}>
              <h3 className="mb-1 flex flex-wrap justify-between gap-x-4 font-medium">
                {texts.kinds[kind]}
                <a className={`${linkClass} text-sm font-normal`} href={hrefOf(envelope)} download>
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
          )
        })}
      </div>
    </Section>
  )
}
