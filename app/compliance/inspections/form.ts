import * as z from 'zod'
import { dayField, fileField, fileOrNull, uuidForm } from '~/kernel/fields'
import { optional, text } from '~/people/form'
import { inspectionLifecycle, type InspectionState } from '../lifecycle'
import { stepNames } from './checklist'
import { conclusions } from './concluding'
import { verdicts } from './verdicts'

const chosen = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((values) => [values ?? []].flat())

/** What is done with an inspection, each move with what it needs. */
export const inspectionForm = z.union([
  z.object({
    move: z.literal('announce'),
    team: chosen.transform((ids) => ids.filter((id) => uuidForm.test(id))),
    visitOn: dayField,
    declared: z.literal('on', 'declare-first'),
  }),
  z.object({ move: z.literal('cancel'), reason: text(600) }),
  z.object({ move: z.literal('replace'), reason: text(600) }),
  z.object({ move: z.literal('visit') }),
  z.object({ move: z.literal('second') }),
  z.object({ move: z.literal('close') }),
  z.object({ move: z.literal('step'), step: z.enum(stepNames), ticked: chosen, remark: optional(1000) }),
  z.object({ move: z.literal('replace-computer'), checkId: z.string().regex(uuidForm), reason: text(600) }),
  z.object({
    move: z.literal('conclude'),
    conclusion: z.enum(conclusions, 'required'),
    reason: optional(600),
    dueOn: dayField.or(z.literal('').transform(() => null)).nullish(),
  }),
  z.object({ move: z.literal('answer'), upheld: z.enum(['yes', 'no'], 'required'), answer: text(2000) }),
])
export type InspectionValues = z.output<typeof inspectionForm>
export type Values<Move extends InspectionValues['move']> = Extract<InspectionValues, { move: Move }>

const judged = z.object({
  category: z.string().max(40),
  verdict: z.enum(verdicts, 'required'),
  software: optional(200),
  licenseSeen: optional(200),
  reason: optional(600),
  photo: fileOrNull.optional(),
})

/** The sheet of one computer: its verdicts, or the file taken on the spot. */
export const checkForm = z.union([
  z.object({ move: z.literal('judge'), verdicts: z.array(judged).min(1, 'required') }),
  z.object({ move: z.literal('read'), file: fileField }),
])
export type CheckValues = z.output<typeof checkForm>

/** The unit signs what was found, or objects to it. */
export const hearingForm = z.union([
  z.object({ move: z.literal('sign'), confirmed: z.literal('yes', 'required') }),
  z.object({ move: z.literal('object'), objection: text(2000).min(2, 'required') }),
])
export type HearingValues = z.output<typeof hearingForm>

export function inspectionFilter(params: URLSearchParams) {
  const state = params.get('state') ?? ''
  return {
    q: params.get('q')?.trim() || undefined,
    state: (inspectionLifecycle.states as readonly string[]).includes(state)
      ? (state as InspectionState)
      : undefined,
    campaign: uuidForm.test(params.get('campaign') ?? '') ? params.get('campaign')! : undefined,
  }
}
export type InspectionFilter = ReturnType<typeof inspectionFilter>
