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

export type Declared = { taxpayer: Taxpayer; validFrom: string }

/** As what a vendor is taxed on a day, of the declarations that were checked: general where none holds yet. */
export const taxpayerOn = (checked: readonly Declared[], day: string): Taxpayer =>
  lastOf(checked.filter(({ validFrom }) => validFrom <= day))?.taxpayer ?? 'general'

/** Why a vendor cannot be taxed so from this day; null when it can. What was checked holds up to the day it ends. */
export function whyNotDeclare(
  { taxpayer, validFrom }: Declared,
  checked: readonly Declared[],
): 'taxpayer-same' | 'taxpayer-begins-before' | null {
  const last = lastOf(checked)
  if (last && validFrom <= last.validFrom) return 'taxpayer-begins-before'
  return last?.taxpayer === taxpayer ? 'taxpayer-same' : null
}

const lastOf = (declared: readonly Declared[]) =>
  declared.toSorted((one, other) => one.validFrom.localeCompare(other.validFrom)).at(-1)
