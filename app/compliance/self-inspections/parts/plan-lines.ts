type Planned = { productId: string; quantity: number }
export type PlanLine<P> = {
  product: P
  action: (Planned & { action: string; owner: string; dueOn: string }) | null
}

/** The lines of the plan: what was planned for each gap, and an empty one where it does not close the gap yet. */
export function planLines<P extends { productId: string; gap: number }>(
  products: readonly P[],
  planned: readonly NonNullable<PlanLine<P>['action']>[],
): PlanLine<P>[] {
  return products
    .filter(({ gap }) => gap > 0)
    .flatMap((product) => {
      const own = planned.filter(({ productId }) => productId === product.productId)
      const closed = own.reduce((sum, { quantity }) => sum + quantity, 0) >= product.gap
      const lines: PlanLine<P>[] = own.map((action) => ({ product, action }))
      return closed ? lines : [...lines, { product, action: null }]
    })
}
