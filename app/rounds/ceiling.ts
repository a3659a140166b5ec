import * as z from 'zod'

const fen = z.string().regex(/^[1-9]\d{0,17}$/)

/** Whose product a buyer would take. */
export const acceptable = z.discriminatedUnion('rule', [
  z.object({ rule: z.literal('any') }),
  z.object({ rule: z.literal('recommended') }),
  z.object({ rule: z.literal('vendors'), vendors: z.array(z.uuid()).max(200) }),
  z.object({ rule: z.literal('editions'), editions: z.array(z.uuid()).max(200) }),
])
export type Acceptable = z.infer<typeof acceptable>

/** `ceiling/1`: a pledge's conditions, sealed until prices are opened (procurement.md §5, 6). */
export const ceilingItem = z.object({
  format: z.literal('ceiling/1'),
  pledge: z.uuid(),
  /** fen as a decimal string; null: the reference price */
  ceiling: fen.nullable(),
  stretchCeiling: fen.nullable(),
  acceptable,
})
export type CeilingItem = z.infer<typeof ceilingItem>

export type Conditions = { ceiling: bigint | null; stretchCeiling: bigint | null; acceptable: Acceptable }

type Wish = { stretchQuantity: number | null }

/** What is wrong with a pledge's conditions, by field; null when nothing. */
export function conditionsProblem(
  { ceiling, stretchCeiling }: Conditions,
  { stretchQuantity }: Wish,
  referencePrice: bigint,
) {
  if (ceiling !== null && ceiling > referencePrice) return { field: 'ceiling', code: 'above-reference' }
  if (stretchCeiling !== null && stretchQuantity === null)
    return { field: 'stretchQuantity', code: 'stretch-missing' }
  if (stretchCeiling !== null && stretchCeiling > (ceiling ?? referencePrice))
    return { field: 'stretchCeiling', code: 'stretch-above-ceiling' }
  return null
}

/** What makes opened conditions count as broken; then nothing is accepted, since nobody knows what would be. */
export function judgeCeiling(
  body: unknown,
  pledge: { id: string } & Wish,
  referencePrice: bigint,
): { body: CeilingItem } | { fault: 'schema' | 'other-lot' | 'above-reference' } {
  const read = ceilingItem.safeParse(body)
  if (!read.success) return { fault: 'schema' }
  if (read.data.pledge !== pledge.id) return { fault: 'other-lot' }
  const fen = (text: string | null) => (text === null ? null : BigInt(text))
  const { ceiling, stretchCeiling } = read.data
  const typed = { ...read.data, ceiling: fen(ceiling), stretchCeiling: fen(stretchCeiling) }
  const problem = conditionsProblem(typed, pledge, referencePrice)
  // A ceiling for more than is pledged is of no effect: the quantity may have been changed after the sealing.
  if (!problem || problem.code === 'stretch-missing') return { body: read.data }
  return { fault: problem.code === 'above-reference' ? 'above-reference' : 'schema' }
}

/** Without any condition nothing needs to be sealed: reference price, any vendor. */
export const isUnconditional = ({ ceiling, stretchCeiling, acceptable: { rule } }: Conditions) =>
  ceiling === null && stretchCeiling === null && rule === 'any'
