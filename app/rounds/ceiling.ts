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

/**
 * What makes opened conditions count as broken; then nothing is accepted, since nobody knows what would be. A ceiling
 * above the reference price acts as that price (award.md §15): an addendum may have lowered it after the sealing.
 */
export function judgeCeiling(
  body: unknown,
  pledge: { id: string } & Wish,
): { body: CeilingItem } | { fault: 'schema' | 'other-lot' } {
  const read = ceilingItem.safeParse(body)
  if (!read.success) return { fault: 'schema' }
  if (read.data.pledge !== pledge.id) return { fault: 'other-lot' }
  const fen = (text: string | null) => (text === null ? null : BigInt(text))
  const [ceiling, stretch] = [fen(read.data.ceiling), fen(read.data.stretchCeiling)]
  // A ceiling for more than is pledged is of no effect: the quantity may have been changed after the sealing.
  const isBroken =
    ceiling !== null && stretch !== null && stretch > ceiling && pledge.stretchQuantity !== null
  return isBroken ? { fault: 'schema' } : { body: read.data }
}

/** Without any condition nothing needs to be sealed: reference price, any vendor. */
export const isUnconditional = ({ ceiling, stretchCeiling, acceptable: { rule } }: Conditions) =>
  ceiling === null && stretchCeiling === null && rule === 'any'
