import { canonical } from '~/kernel/canonical'

/** What is in a receipt before it is signed: which envelope came in, and when by the database's clock. */
export type ReceiptFacts = {
  item: string
  kind: string
  round: string
  lot: string | null
  envelopeHash: string
  commitment: string
  /** of the canonical envelope */
  bytes: number
  /** UTC with six decimals */
  receivedAt: string
}

/** The canonical text that the platform signs (`receipt/1`); key order and spaces cannot differ. */
export const receiptText = (facts: ReceiptFacts) => canonical({ format: 'receipt/1', ...facts })
