import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { Money } from '~/design/money'
import { Section } from '~/design/section'
import { useSubject } from '~/demands/parts/subject'
import { metricWord, termWord, useVocabulary } from '~/texts/vocabulary'
import type { BiddingLot } from '../queries.server'
import { useBidTexts } from './texts'

type LotFactsProps = { round: BiddingLot['round']; lot: BiddingLot['lot']; now: Date }

/** The lot beside the form: what is bought, its reference price, demand and deadlines. */
export function LotFacts({ round, lot, now }: LotFactsProps) {
  const { entry: texts, desk } = useBidTexts()
  const subject = useSubject()
  const words = useVocabulary()
  const volume = useVolume()
  return (
    <Section title={texts.facts}>
      <Facts
        items={[
          { label: desk.what, value: subject(lot) },
          { label: texts.reference, value: <Money fen={lot.referencePrice} /> },
          { label: texts.metric, value: metricWord(words, lot.metric) },
          { label: texts.term, value: termWord(words, lot.term, lot.termMonths) },
          { label: desk.volume, value: volume(lot) },
          { label: texts.winners, value: String(lot.maxWinners) },
          { label: desk.method, value: desk.methods[round.terms.method] },
          { label: desk.closes, value: <Deadline at={round.bidsCloseAt} now={now} /> },
          { label: texts.answered, value: <Hash value={round.noticeHash} short /> },
        ]}
      />
    </Section>
  )
}

/** Demand as it may be told: a band before the freeze, two digits after it. */
export function useVolume() {
  const { desk } = useBidTexts()
  const format = useFormat()
  return ({
    low,
    high,
    frozen,
  }: {
    low: number | bigint | null
    high: number | bigint | null
    frozen: boolean | null
  }) =>
    frozen
      ? desk.volumeFrozen(format.number(low ?? 0))
      : desk.volumeBand(format.number(low ?? 0), format.number(high ?? 0))
}
