import * as z from 'zod'
import { dayField } from '~/kernel/fields'
import { optional, ownerships, text, usccField } from '~/people/form'

/** The general-purpose software that every campaign asks about, and what it may ask about beside. */
export const categories = [
  'operating-system',
  'office',
  'antivirus',
  'design',
  'database',
  'development',
] as const
export const earlierStatuses = ['gap', 'unknown', 'not_inspected', 'regularized', 'compliant'] as const

const listOf = <T extends string>(values: readonly [T, ...T[]]) =>
  z
    .union([z.enum(values), z.array(z.enum(values))])
    .optional()
    .transform((chosen): T[] => [chosen ?? []].flat() as T[])

const districtList = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((chosen) => [chosen ?? []].flat().filter((code) => /^\d{6}$/.test(code)))

const sectorList = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((chosen) => [chosen ?? []].flat().filter((code) => /^[A-T](\d{2})?$/.test(code)))

/** A call to inspect oneself; district days are optional and not later than the common one. */
export const campaignForm = z
  .object({
    title: text(120).min(2, 'required'),
    titleEn: optional(160),
    ground: text(400),
    instructions: optional(2000),
    categories: listOf(categories).refine((chosen) => chosen.length > 0, 'required'),
    districts: districtList,
    sectors: sectorList,
    ownerships: listOf(ownerships),
    statuses: listOf(earlierStatuses),
    opensOn: dayField,
    dueOn: dayField,
    dues: z.record(z.string(), z.string()).optional(),
  })
  .superRefine(({ opensOn, dueOn, dues = {} }, context) => {
    if (dueOn < opensOn) context.addIssue({ code: 'custom', path: ['dueOn'], message: 'due-before-opening' })
    for (const [district, day] of Object.entries(dues))
      if (day && (!dayField.safeParse(day).success || day > dueOn || day < opensOn))
        context.addIssue({ code: 'custom', path: ['dues', district], message: 'district-due-later' })
  })

export type CampaignValues = z.output<typeof campaignForm>

/** What is done with a campaign; an enterprise that is called later is named by its credit code. */
export const campaignMoveForm = z.union([
  z.object({ move: z.enum(['open', 'close', 'cancel', 'remind']) }),
  z.object({ move: z.literal('add'), uscc: usccField }),
])
export type CampaignMoveValues = z.output<typeof campaignMoveForm>

const unitStates = ['invited', 'in_progress', 'submitted', 'returned', 'accepted', 'late'] as const

/** Which enterprises of a campaign a page shows. */
export function unitFilter(params: URLSearchParams) {
  const state = params.get('state')
  return {
    q: params.get('q')?.trim() || undefined,
    state: unitStates.find((known) => known === state),
    district: params.get('district') || undefined,
    after: z.uuid().safeParse(params.get('after')).data,
  }
}
export type UnitFilter = ReturnType<typeof unitFilter>
