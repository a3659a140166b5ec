import { useLocale } from '~/design/locale'

/** The title of a round in the reader's language; one without an English title keeps its Chinese one. */
export function useRoundTitle() {
  const zh = useLocale() === 'zh'
  return ({ title, titleEn }: { title: string; titleEn: string | null }) => (zh ? title : (titleEn ?? title))
}
