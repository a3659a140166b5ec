import type { ProductFigures } from './figures'

const compared = ['installed', 'entitled', 'gap'] as const
type Compared = Pick<ProductFigures, (typeof compared)[number]>
export type Change = Pick<ProductFigures, 'productId' | 'nameZh' | 'nameEn' | 'slug'> & {
  before: Compared
  now: Compared
}

const none: Compared = { installed: 0, entitled: 0, gap: 0 }

/** What differs between the form that was signed before and the present one; what is gone counts as none now. */
export function changesSince(before: readonly ProductFigures[], now: readonly ProductFigures[]): Change[] {
  const ids = new Set([...now, ...before].map(({ productId }) => productId))
  return [...ids].flatMap((id): Change[] => {
    const [old, present] = [before, now].map((products) => products.find(({ productId }) => productId === id))
    const [was, is] = [old ?? none, present ?? none]
    if (compared.every((figure) => was[figure] === is[figure])) return []
    const { productId, nameZh, nameEn, slug } = (present ?? old)!
    return [{ productId, nameZh, nameEn, slug, before: was, now: is }]
  })
}
