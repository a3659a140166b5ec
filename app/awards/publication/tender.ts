import type { RoundTerms } from '~/rounds/terms'
import { type Loose, period, value } from './json'
import { referenceTo } from './parties'
import type { PublicRound } from './round'

export function tenderOf(round: PublicRound): Loose {
  const { terms, lots } = round
  return {
    id: round.number,
    title: round.title,
    title_en: round.titleEn,
    status: 'active',
    procuringEntity: referenceTo(round.office),
    procurementMethod: 'open',
    procurementMethodDetails: round.profile,
    mainProcurementCategory: terms.object,
    awardCriteria: terms.method === 'lowest_price' ? 'priceOnly' : 'ratedCriteria',
    submissionMethod: ['electronicSubmission'],
    tenderPeriod: period(round.publishedAt, round.bidsCloseAt),
    enquiryPeriod: period(round.publishedAt, round.questionsCloseAt),
    awardPeriod: { startDate: round.openingAt.toISOString() },
    hasEnquiries: round.enquiries.length > 0,
    techniques: {
      hasFrameworkAgreement: true,
      frameworkAgreement: {
        method: 'withoutReopeningCompetition',
        maximumParticipants: Math.max(...lots.map(({ maxWinners }) => maxWinners)),
      },
    },
    lots: lots.map((lot) => ({ ...lotOf(lot), awardCriteria: criteriaOf(terms) })),
    items: lots.map((lot) => ({
      id: lot.code,
      description: subjectOf(lot),
      description_en: subjectEnOf(lot),
      relatedLot: lot.code,
      unit: { name: lot.unit, value: value(lot.referencePrice) },
    })),
    documents: [
      {
        id: 'notice',
        documentType: 'tenderNotice',
        title: `muster-notice/1 sha256:${round.noticeHash}`,
        url: `${round.origin}/rounds/${round.id}/notice.json`,
        format: 'application/json',
        datePublished: round.publishedAt.toISOString(),
      },
    ],
    amendments: round.amendments.map(({ no, reason, at }) => ({
      id: String(no),
      date: at.toISOString(),
      rationale: reason,
    })),
  }
}

type Lot = PublicRound['lots'][number]
const subjectOf = ({ classZh, productZh, edition }: Lot) => classZh ?? `${productZh} ${edition}`
const subjectEnOf = ({ classEn, productEn, editionEn }: Lot) => classEn ?? `${productEn} ${editionEn}`

export const lotOf = (lot: Lot) => ({
  id: lot.code,
  title: subjectOf(lot),
  status: 'active',
  minimumVolume: lot.minVolume,
})

export const decidedLot = ({ code, state }: Lot) => ({ id: code, status: lotStatus[state] ?? 'active' })
export const bandOf = ({ low, high }: Lot) => ({ volumeBand: high === null ? null : { from: low, to: high } })

const lotStatus: Record<string, string> = {
  active: 'active',
  awarded: 'complete',
  unsuccessful: 'unsuccessful',
  canceled: 'cancelled',
}

function criteriaOf({ method, priceWeight, criteria }: RoundTerms): Loose {
  const points = (weight: number) => [{ number: weight, weight: 'percentageExact' }]
  if (method === 'lowest_price') return { criteria: [{ type: 'price', name: '价格', numbers: points(100) }] }
  return {
    criteria: [
      { type: 'price', name: '价格', numbers: points(priceWeight) },
      ...criteria.map(({ name, weight }) => ({ type: 'quality', name, numbers: points(weight) })),
    ],
  }
}

export const enquiryOf = ({
  id,
  text,
  askedAt,
  answer,
  answeredAt,
  lot,
}: PublicRound['enquiries'][number]) => ({
  id,
  date: askedAt.toISOString(),
  description: text,
  answer,
  dateAnswered: answeredAt?.toISOString() ?? null,
  relatedLot: lot,
})
