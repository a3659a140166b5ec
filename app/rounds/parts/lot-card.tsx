import type { ReactNode } from 'react'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { TextLink } from '~/design/text-link'
import { useSubject } from '~/demands/parts/subject'
import { metricWord, termWord, useVocabulary } from '~/texts/vocabulary'
import type { ShownLot } from '../overview/lots.server'
import { LotDemand } from './lot-demand'
import { LotChip } from './round-chip'
import { useRoundsTexts } from './texts'

/** One lot with what is bought, on which terms, and the demand that has gathered; `deed` is what the reader may do. */
export function LotCard({ lot, deed, exact }: { lot: ShownLot; deed: ReactNode; exact?: ReactNode }) {
  const texts = useRoundsTexts()
  const subject = useSubject()
  return (
    <article id={lot.code} className="border-t border-line py-6 first:border-t-0 first:pt-0">
      <header className="mb-4 flex flex-wrap items-start gap-x-3 gap-y-2">
        <h3 className="min-w-0 text-lg leading-tight font-semibold">
          <span className="figure mr-2 text-ink-soft">{lot.code}</span>
          {lot.slug ? <TextLink to={`/catalog/${lot.slug}`}>{subject(lot)}</TextLink> : subject(lot)}
        </h3>
        <LotChip state={lot.state} />
        {lot.reason && <span className="text-sm text-ink-soft">{texts.lotReason[lot.reason]}</span>}
        <div className="ml-auto flex flex-wrap items-center gap-2 empty:hidden max-sm:ml-0 max-sm:w-full">
          {deed}
        </div>
      </header>
      <LotTerms lot={lot} />
      <div className="mt-5 max-w-3xl">
        <LotDemand lot={lot} />
        {exact}
      </div>
    </article>
  )
}

function LotTerms({ lot }: { lot: ShownLot }) {
  const texts = useRoundsTexts().lots
  const format = useFormat()
  const words = useVocabulary()
  const history = lot.classCode ? `/prices/classes/${lot.classCode}` : `/prices/products/${lot.slug}`
  return (
    <div className="space-y-4">
      <div>
        <p>
          <span className="font-medium">{texts[lot.kind]}</span>
          <span className="text-ink-soft">
            {' · '}
            {lot.kind === 'class' ? texts.classHint(format.number(lot.members)) : texts.productHint}
          </span>
        </p>
        {lot.justification && (
          <p className="max-w-prose">
            <span className="text-ink-soft">{texts.justification}: </span>
            {lot.justification}
          </p>
        )}
      </div>
      <Facts
        layout="strip"
        items={[
          {
            label: texts.reference,
            value: (
              <>
                <Money fen={lot.referencePrice} />{' '}
                <TextLink to={history} className="text-sm font-normal">
                  {texts.history}
                </TextLink>
              </>
            ),
            hint: [texts.source[lot.referenceSource], lot.referenceNote].filter(Boolean).join(' · '),
          },
          {
            label: texts.metric,
            value: metricWord(words, lot.metric),
            hint: termWord(words, lot.term, lot.termMonths),
          },
          { label: texts.minimum, value: format.number(lot.minVolume), hint: texts.minimumHint },
          { label: texts.winners, value: format.number(lot.maxWinners) },
        ]}
      />
    </div>
  )
}
