import * as z from 'zod'
import { dayField, moneyField } from '~/kernel/fields'
import { text } from '~/people/form'

export const budgetForm = z.discriminatedUnion('move', [
  z.object({
    move: z.literal('line'),
    year: z
      .string()
      .regex(/^20\d\d$/, 'whole-number')
      .transform(Number),
    name: text(80),
    planned: moneyField,
  }),
  z.object({
    move: z.literal('spend'),
    lineId: z.uuid('required'),
    direction: z.enum(['out', 'back'], 'required'),
    amount: moneyField,
    voucherNo: text(40),
    spentOn: dayField,
    remark: z.string().trim().max(200, 'too-long'),
  }),
])
export type BudgetValues = z.infer<typeof budgetForm>
export const [lineForm, spendingForm] = budgetForm.options
