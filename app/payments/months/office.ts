/** What a kind of account held at first and at last (debit positive), and its turnover on either side; fen. */
export type KindMonth = {
  kind: string
  currency: string
  opening: bigint
  debit: bigint
  credit: bigint
  closing: bigint
}

/** The money of one order that the platform kept: closing = opening + received − refunded − fees − paid out + other. */
export type OrderMonth = {
  orderId: string
  number: string
  enterpriseId: string
  enterprise: string
  enterpriseEn: string | null
  vendorId: string
  vendor: string
  vendorEn: string | null
  opening: bigint
  received: bigint
  refunded: bigint
  fees: bigint
  paidOut: bigint
  other: bigint
  closing: bigint
}

export type OfficeMonth = { month: string; kinds: KindMonth[]; orders: OrderMonth[] }
