import { useLocale } from '~/design/locale'

/** The names that `subjectNames` selects. */
type Named = {
  productZh: string | null
  productEn: string | null
  edition: string | null
  classZh: string | null
  classEn: string | null
}

/** What is needed, bought or offered, in the reader's language: a product with its edition, or a class. */
export function useSubject() {
  const zh = useLocale() === 'zh'
  return ({ productZh, productEn, edition, classZh, classEn }: Named): string =>
    (zh ? classZh : classEn) ?? [zh ? productZh : productEn, edition].filter(Boolean).join(' ')
}
