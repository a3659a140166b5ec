import { Facts, type Fact } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import type { RoundTerms } from '../terms'
import { usePaymentWords } from './payment-words'
import { useRoundsTexts } from './texts'

/** The terms of a round in plain words, grouped by what they are about. */
export function TermsTable({ terms, version }: { terms: RoundTerms; version: number }) {
  const all = useRoundsTexts()
  const texts = all.terms
  const groups = useTermsFacts(terms)
  return (
    <>
      <p className="text-ink-soft">
        {texts.lead} {texts.version(String(version))}
      </p>
      {groups.map(({ title, items }) => (
        <Section key={title} title={title}>
          <Facts layout="row" items={items} />
        </Section>
      ))}
    </>
  )
}

/** Terms as facts, in five groups. */
export function useTermsFacts(terms: RoundTerms): { title: string; items: Fact[] }[] {
  const all = useRoundsTexts()
  const texts = all.terms
  const format = useFormat()
  const n = (value: number) => format.number(value)
  const months = (value: number) => (value === 0 ? texts.monthsNone : all.lots.months(n(value)))
  const { abnormal } = terms
  const payment = usePaymentWords(terms.payment)
  return [
    {
      title: texts.groups.bidding,
      items: [
        { label: all.show.method, value: all.method[terms.method], ...criteria() },
        { label: texts.minBids, value: n(terms.minBids), hint: texts.minBidsHint },
        { label: texts.tierMode, value: texts.tierModes[terms.tierMode] },
        { label: texts.maxTiers, value: n(terms.maxTiers) },
        { label: texts.bundles, value: terms.bundles ? texts.yes : texts.no },
        {
          label: texts.abnormal,
          value: abnormal
            ? texts.abnormalRule(
                n(abnormal.meanPct),
                n(abnormal.nextPct),
                n(abnormal.referencePct),
                n(abnormal.replyWorkdays),
              )
            : texts.abnormalOff,
        },
        { label: texts.tieRules, value: texts.tieRule },
        {
          label: texts.openers,
          value:
            terms.sealing === 'openers'
              ? texts.openersRule(n(terms.openersNeeded), n(terms.openers))
              : texts.sealedByPlatform,
        },
        { label: texts.openingWindow, value: texts.hours(n(terms.openingWindowHours)) },
      ],
    },
    {
      title: texts.groups.time,
      items: [
        { label: texts.biddingDays, value: texts.days(n(terms.biddingDays)) },
        { label: texts.freezeToCloseWorkdays, value: texts.workdays(n(terms.freezeToCloseWorkdays)) },
        { label: texts.addendumDays, value: texts.days(n(terms.addendumDays)) },
        { label: texts.noticeWorkdays, value: texts.workdays(n(terms.noticeWorkdays)) },
        { label: texts.challengeWorkdays, value: texts.workdays(n(terms.challengeWorkdays)) },
        { label: texts.replyWorkdays, value: texts.workdays(n(terms.replyWorkdays)) },
        { label: texts.complaintWorkdays, value: texts.workdays(n(terms.complaintWorkdays)) },
      ],
    },
    {
      title: texts.groups.pledging,
      items: [
        { label: texts.bands, value: texts.bandsRule(n(terms.bandHours)) },
        { label: texts.allOrNothing, value: texts.allOrNothingRule(n(terms.maxAllOrNothingLots)) },
        { label: texts.contractDays, value: texts.days(n(terms.contractDays)) },
        { label: texts.publishBuyers, value: texts.buyers[terms.publishBuyers] },
      ],
    },
    {
      title: all.payment.title,
      items: [{ label: all.payment.way, value: payment.way, hint: payment.dues.join(all.payment.between) }],
    },
    {
      title: texts.groups.after,
      items: [
        {
          label: texts.lateJoin,
          value:
            terms.lateJoinDays === 0
              ? texts.lateJoinNone
              : texts.lateJoinRule(n(terms.lateJoinDays), n(terms.lateJoinCapPct)),
        },
        { label: texts.priceProtection, value: months(terms.priceProtectionMonths) },
        { label: texts.trueUp, value: months(terms.trueUpMonths) },
        {
          label: texts.fee,
          value: terms.feeBps === 0 ? texts.feeNone : format.percent(terms.feeBps / 10_000),
        },
        {
          label: texts.invoicing,
          value: texts.invoicingBy[terms.invoiceModel],
          ...(terms.invoiceModel === 'platform' && { hint: texts.resold }),
        },
      ],
    },
  ]

  function criteria() {
    if (terms.method === 'lowest_price') return {}
    const parts = terms.criteria.map(({ name, weight }) => `${name} ${texts.weight(n(weight))}`)
    return { hint: [`${texts.price} ${texts.weight(n(terms.priceWeight))}`, ...parts].join(' · ') }
  }
}
