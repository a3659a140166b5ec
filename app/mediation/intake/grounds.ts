/** What a case is about: something bought, or how something is used. */
export const caseTypes = ['purchase', 'use'] as const
export type CaseType = (typeof caseTypes)[number]

export const grounds = {
  purchase: [
    'not_delivered',
    'not_working',
    'wrong_edition',
    'wrong_quantity',
    'price_protection',
    'invoice',
    'service',
    'other',
  ],
  use: ['unlicensed_use', 'over_use', 'other'],
} as const satisfies Record<CaseType, readonly string[]>

export const remedies = {
  purchase: ['deliver', 'reissue', 'refund', 'credit', 'pay', 'declare', 'other'],
  use: ['buy', 'uninstall', 'pay', 'declare', 'other'],
} as const satisfies Record<CaseType, readonly string[]>

export type Ground = (typeof grounds)[CaseType][number]
export type Remedy = (typeof remedies)[CaseType][number]

export const allGrounds = [...new Set([...grounds.purchase, ...grounds.use])] as Ground[]
export const allRemedies = [...new Set([...remedies.purchase, ...remedies.use])] as Remedy[]

/** Asks for money back, so that it is limited by what the line has cost. */
const moneyBack: readonly Remedy[] = ['refund', 'credit']
const ofMoney: readonly Remedy[] = [...moneyBack, 'pay']

type Claim = { ground: Ground; remedy: Remedy; amount: bigint | null; quantity: number | null }
/** What the disputed order line has cost and brought; null where the case is about use. */
type Bought = { paid: bigint; quantity: number } | null

export const objectionsAtMost = 20

/** Why a claim cannot stand; null when it can. Amounts in fen. */
export function whyNotObject(type: CaseType, { ground, remedy, amount, quantity }: Claim, bought: Bought) {
  if (!(grounds[type] as readonly string[]).includes(ground)) return 'ground-of-other-type'
  if (!(remedies[type] as readonly string[]).includes(remedy)) return 'remedy-of-other-type'
  if (ofMoney.includes(remedy) && amount === null) return 'amount-needed'
  if (!bought) return null
  if (moneyBack.includes(remedy) && amount! > bought.paid) return 'refund-above-paid'
  if (quantity !== null && quantity > bought.quantity) return 'quantity-above-line'
  return null
}

/** Matters that no mediation of this house takes; asked before filing. */
export const matters = ['fit', 'consumer', 'criminal', 'judged'] as const
export type Matter = (typeof matters)[number]

type Draft = { objections: number; hasFirstOffer: boolean; isReachable: boolean; matter: Matter }

/** Why a draft cannot be filed; null when it can. */
export function whyNotFile({ objections, hasFirstOffer, isReachable, matter }: Draft) {
  if (matter !== 'fit') return `matter-${matter}` as const
  if (objections === 0) return 'objection-missing'
  if (objections > objectionsAtMost) return 'objections-too-many'
  if (!hasFirstOffer) return 'offer-missing'
  if (!isReachable) return 'contact-missing'
  return null
}
