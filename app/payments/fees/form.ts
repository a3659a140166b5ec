import * as z from 'zod'
import { buyerFields, checkBuyer, checkPaper, paperFields } from '~/orders/invoices/form'

/** An invoice over fees as the tax system has issued it, with what it says of its buyer. */
export const feeInvoiceForm = z
  .object({ ...buyerFields, ...paperFields })
  .superRefine(checkBuyer)
  .superRefine(checkPaper)

export type FeeInvoiceValues = z.output<typeof feeInvoiceForm>
