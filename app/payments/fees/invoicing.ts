import { sumTax } from '~/orders/tax'

type Split = { net: bigint; tax: bigint }

export type Fee = Split & { orderId: string; number: string; invoicedNet: bigint; invoicedTax: bigint }
export type FeeLine = Split & { no: number; orderId: string; number: string; gross: bigint }

/** What of an order's fee no invoice covers yet; below zero where more went back than is taken back by red letters. */
export const restOfFee = ({ net, tax, invoicedNet, invoicedTax }: Fee) => ({
  net: net - invoicedNet,
  tax: tax - invoicedTax,
  gross: net + tax - invoicedNet - invoicedTax,
})

/** The lines of an invoice over the fees of a vendor's orders: one for each order of which some is not invoiced. */
export const feeLines = (fees: readonly Fee[]): FeeLine[] =>
  fees
    .map((fee) => ({ orderId: fee.orderId, number: fee.number, ...restOfFee(fee) }))
    .filter(({ gross }) => gross > 0n)
    .map((line, at) => ({ ...line, no: at + 1 }))

/** The lines of a red letter 红字 over one invoice: what went back of its orders' fees, at most what is left of its lines. */
export const redFeeLines = (fees: readonly Fee[], left: readonly Omit<FeeLine, 'no'>[]): FeeLine[] =>
  left
    .flatMap((line) => {
      const fee = fees.find(({ orderId }) => orderId === line.orderId)
      const rest = fee && restOfFee(fee)
      if (!rest || rest.gross >= 0n || line.gross <= 0n) return []
      const taken = -rest.gross <= line.gross ? rest : { net: -line.net, tax: -line.tax, gross: -line.gross }
      return [{ orderId: line.orderId, number: line.number, ...taken }]
    })
    .map((line, at) => ({ ...line, no: at + 1 }))

/** The head of an invoice is the sum of its lines. */
export const headOfFees = (lines: readonly FeeLine[]) => ({
  ...sumTax(lines),
  gross: lines.reduce((sum, { gross }) => sum + gross, 0n),
})
