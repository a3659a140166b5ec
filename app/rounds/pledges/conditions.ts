import { bytesToHex } from '@noble/hashes/utils.js'
import * as z from 'zod'
import {
  type Acceptable,
  type CeilingItem,
  ceilingItem,
  type Conditions,
  conditionsProblem,
} from '../ceiling'
import { type PledgeValues, pledgeForm } from '../form'
import { bodyOf, commitmentOf } from '../frame'
import { fromBase64 } from '~/kernel/base64'

/** The fields of a pledge's form that are sealed: nothing of them is posted where openers open. */
export const sealedFields = ['ceiling', 'stretchCeiling', 'accept', 'vendors', 'editions'] as const

/** The form of a pledge held to its lot's reference price, field by field. */
export const pledgeFormOf = (referencePrice: bigint) =>
  pledgeForm.superRefine((values, context) => {
    const wish = { stretchQuantity: values.stretchQuantity ?? null }
    const problem = conditionsProblem(conditionsOf(values), wish, referencePrice)
    if (problem) context.addIssue({ code: 'custom', path: [problem.field], message: problem.code })
  })

type Typed = Pick<PledgeValues, 'ceiling' | 'stretchCeiling' | 'accept' | 'vendors' | 'editions'>

/** Under which conditions a buyer would buy, as typed. */
export function conditionsOf({ ceiling, stretchCeiling, accept, vendors, editions }: Typed): Conditions {
  const acceptable: Acceptable =
    accept === 'vendors'
      ? { rule: 'vendors', vendors: [...new Set(vendors)].toSorted() }
      : accept === 'editions'
        ? { rule: 'editions', editions: [...new Set(editions)].toSorted() }
        : { rule: accept }
  return { ceiling: ceiling ?? null, stretchCeiling: stretchCeiling ?? null, acceptable }
}

const text = (fen: bigint | null) => (fen === null ? null : String(fen))
const fen = (amount: string | null) => (amount === null ? null : BigInt(amount))

/** The plaintext that is sealed (`ceiling/1`). */
export const ceilingOf = (pledge: string, conditions: Conditions): CeilingItem => ({
  format: 'ceiling/1',
  pledge,
  ceiling: text(conditions.ceiling),
  stretchCeiling: text(conditions.stretchCeiling),
  acceptable: conditions.acceptable,
})

/** The same the other way; null when it is no `ceiling/1`. */
export function conditionsIn(body: unknown): Conditions | null {
  const read = ceilingItem.safeParse(body)
  if (!read.success) return null
  const { ceiling, stretchCeiling, acceptable } = read.data
  return { ceiling: fen(ceiling), stretchCeiling: fen(stretchCeiling), acceptable }
}

/**
 * `ceiling-copy/1`: what a buyer's browser keeps of sealed conditions, since the platform cannot read them: the frame,
 * which matches the commitment of the receipt, and the key of recovery.
 */
export const ceilingCopy = z.object({
  format: z.literal('ceiling-copy/1'),
  round: z.uuid(),
  lot: z.uuid(),
  pledge: z.uuid(),
  recovery: z.string(),
  ceiling: z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/),
})
export type CeilingCopy = z.infer<typeof ceilingCopy>

/** The conditions in a copy, if it is the copy of what was committed to; null otherwise. */
export function readCeilingCopy(copy: string, commitment: string): Conditions | null {
  try {
    const frame = fromBase64(ceilingCopy.parse(JSON.parse(copy)).ceiling)
    return bytesToHex(commitmentOf(frame)) === commitment ? conditionsIn(bodyOf(frame)) : null
  } catch {
    return null
  }
}
