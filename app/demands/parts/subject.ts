import { useNamed } from '~/design/named'

/** The names that `subjectNames` selects. */
type Named = {
  productZh: string | null
  productEn: string | null
  edition: string | null
  editionEn: string | null
  classZh: string | null
  classEn: string | null
}

/** What is needed, bought or offered, in the reader's language: a product with its edition, or a class. */
export function useSubject() {
  const named = useNamed()
  return (its: Named): string =>
    named(its.classZh, its.classEn) ??
    [named(its.productZh, its.productEn), named(its.edition, its.editionEn)].filter(Boolean).join(' ')
}
