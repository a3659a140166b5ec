/** A line of a checked file as it will be booked; fen as decimal strings, `known` ones are in the books already. */
export type PreviewLine = {
  row: number
  at: string
  direction: 'C' | 'D'
  amount: string
  balance: string | null
  counterparty: string
  remark: string
  known: boolean
}
