import { useLocale } from '~/design/locale'

type Named = { number: string; title: string; titleEn: string | null }

/** `R-2026-0012 软件开发工具集中采购`, with the English title where there is one. */
export function useRoundName() {
  const zh = useLocale() === 'zh'
  return ({ number, title, titleEn }: Named): string => `${number} ${zh ? title : (titleEn ?? title)}`
}
