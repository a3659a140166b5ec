import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { linkClass } from '~/design/text-link'
import { Section } from '~/design/section'
import type { Received } from '../sealing/receipt.server'
import { useRoundsTexts } from './texts'

type ReceiptsProps = {
  envelopes: readonly Received[]
  /** code of the lot that they are for; none where they are for a whole round */
  lot?: string
  /** where the receipt of one is downloaded */
  hrefOf: (envelope: Received) => string
}

/** Proof of what came in and when, for each envelope. */
export function Receipts({ envelopes, lot, hrefOf }: ReceiptsProps) {
  const texts = useRoundsTexts().receipts
  const format = useFormat()
  if (envelopes.length === 0) return null
  const files = envelopes.filter(({ kind }) => kind === 'file')
  return (
    <Section title={texts.title} sentence={texts.lead}>
      <div className="space-y-5">
        {envelopes.map((envelope) => {
          const { item, kind, receivedAt, envelopeHash, commitment, bytes } = envelope
          const no = files.indexOf(envelope) + 1
          const what = no > 0 ? texts.file(String(no), String(files.length)) : texts.kinds[kind]
          const name = ['receipt', lot, kind, no || null].filter(Boolean).join('-')
          return (
            <div key={item}>
              <h3 className="mb-1 flex flex-wrap justify-between gap-x-4 font-medium">
                {[lot, what].filter(Boolean).join(' · ')}
                <a
                  className={`${linkClass} text-sm font-normal`}
                  href={hrefOf(envelope)}
                  download={`${name}.json`}
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
          )
        })}
      </div>
    </Section>
  )
}
