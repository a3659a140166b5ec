import * as z from 'zod'
import { dayField, orNull, quantityField } from '~/kernel/fields'
import { requestForm } from '../invoices/form'

// A message here is a code; texts have the sentences.
const reason = z.string().trim().min(2, 'reason-needed').max(1000, 'too-long')

/** A line left empty keeps its quantity. */
const lines = z
  .array(z.object({ lineId: z.uuid(), less: orNull(quantityField) }))
  .transform((rows) => rows.flatMap(({ lineId, less }) => (less === null ? [] : [{ lineId, less }])))

export const changeForm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('delivery_date'), reason, deliverOn: dayField }),
  z.object({
    kind: z.literal('end_user'),
    reason,
    endUser: z.string().trim().min(2, 'required').max(200, 'too-long'),
  }),
  z.object({ kind: z.literal('quantity'), reason, lines }),
  z.object({ kind: z.literal('invoice_data'), reason, invoice: requestForm }),
  z.object({ kind: z.literal('cancel'), reason }),
  z.object({ kind: z.literal('terminate'), reason }),
])

export type ChangeValues = z.output<typeof changeForm>

/** What may be done with a proposed change. */
export const changeMoves = z.discriminatedUnion('move', [
  z.object({ move: z.literal('confirm'), changeId: z.uuid() }),
  z.object({ move: z.literal('refuse'), changeId: z.uuid() }),
  z.object({ move: z.literal('withdraw'), changeId: z.uuid() }),
])
