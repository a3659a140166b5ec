import type { Canonical } from '~/kernel/canonical'
import type { PaymentWay } from '~/rounds/payment-terms'
import type { InvoiceData } from '../changes/changing'
import type { Due } from '../dues/splitting'

export type Party = { id: string; uscc: string; name: string; nameEn: string | null }

export type ContractLine = {
  no: number
  publisher: string
  product: string
  productEn: string
  edition: string
  editionEn: string
  sku: string | null
  metric: string
  term: string
  termMonths: number | null
  rights: Canonical
  quantity: number
  unitPrice: bigint
  amount: bigint
  taxCategory: string
  taxBps: number | null
}

export type CallOffFacts = {
  number: string
  version: number
  order: string
  enterprise: Party
  vendor: Party
  round: {
    number: string
    title: string
    titleEn: string | null
    noticeSha256: string | null
    awardSha256: string | null
  } | null
  framework: { number: string; sha256: string } | null
  lines: readonly ContractLine[]
  currency: string
  total: bigint
  feeBps: number
  terms: PaymentWay
  dues: readonly Due[]
  invoiceModel: 'vendor' | 'platform'
  endUser: string | null
  /** what both agreed that invoices say of the buyer; null: as the buyer asks */
  invoiceData: InvoiceData | null
  /** the last day of delivery once it runs; `periods.deliver` says how it is counted until then */
  deliverBy: string | null
  periods: { deliver: number; accept: number; redeliver: number; payGrace: number }
  priceHeldUntil: string | null
  /** each quarter while the price is held, more may be taken at it; less only when the term is renewed */
  trueUpDays: readonly string[]
  clauses: { version: string; sha256: string }
}

/** The agreed terms of one order as `order-contract/1`: its canonical bytes are hashed, confirmed and rendered. */
export function callOff(facts: CallOffFacts) {
  return { format: 'order-contract/1', kind: 'call_off', precedence, ...facts } as const satisfies Canonical
}

export type FrameworkFacts = {
  number: string
  /** who organizes the round; null until an office is set up */
  office: Party | null
  vendor: Party
  round: NonNullable<CallOffFacts['round']>
  awards: readonly {
    lot: string
    product: string
    productEn: string
    edition: string
    editionEn: string
    metric: string
    term: string
    termMonths: number | null
    unitPrice: bigint
    quantity: number
  }[]
  currency: string
  lateJoinUntil: string | null
  clauses: { version: string; sha256: string }
}

/** What holds for every order of one round with one vendor, as `framework-agreement/1`. */
export function framework(facts: FrameworkFacts) {
  return {
    format: 'framework-agreement/1',
    kind: 'framework',
    precedence,
    version: 1,
    ...facts,
  } as const satisfies Canonical
}

/** Where two papers disagree, the earlier named one counts. */
const precedence = ['call_off', 'framework', 'round_terms', 'vendor_license'] as const

/** A body read back from its canonical bytes: amounts are decimal strings of fen there. */
export type Stored<T> = T extends bigint
  ? string
  : T extends readonly (infer U)[]
    ? readonly Stored<U>[]
    : T extends object
      ? { [K in keyof T]: Stored<T[K]> }
      : T

export type CallOff = Stored<ReturnType<typeof callOff>>
export type Framework = Stored<ReturnType<typeof framework>>
