import type { TaxCategory } from '../tax-category'

export const taxpayers = ['general', 'small'] as const
export type Taxpayer = (typeof taxpayers)[number]

export type Rate = {
  category: TaxCategory
  taxpayer: Taxpayer
  bps: number
  validFrom: string
  validTo: string | null
}

/** Where a rate stands on a day. */
export function standingOf(
  { validFrom, validTo }: Pick<Rate, 'validFrom' | 'validTo'>,
  today: string,
): 'coming' | 'valid' | 'over' {
  if (validFrom > today) return 'coming'
  return validTo !== null && validTo < today ? 'over' : 'valid'
}

/** Why no rate can be added that begins on this day; null when it can. Days are `YYYY-MM-DD`. */
export function whyNotAddRate(
  rate: Omit<Rate, 'validTo'>,
  known: readonly Rate[],
  today: string,
): 'rate-begins-past' | 'rate-begins-twice' | 'rate-same' | null {
  if (rate.validFrom < today) return 'rate-begins-past'
  const alike = known.filter(
    ({ category, taxpayer }) => category === rate.category && taxpayer === rate.taxpayer,
  )
  if (alike.some(({ validFrom }) => validFrom === rate.validFrom)) return 'rate-begins-twice'
  const before = alike.find(
    ({ validFrom, validTo }) => validFrom < rate.validFrom && (validTo === null || validTo >= rate.validFrom),
  )
  return before?.bps === rate.bps ? 'rate-same' : null
}
