import { useLocale } from '~/design/locale'

type Place = { code: string; nameZh: string; nameEn: string }

/** Districts or sectors as choices in the reader's language. */
export function usePlaceOptions() {
  const locale = useLocale()
  return (places: readonly Place[]) =>
    places.map(({ code, nameZh, nameEn }) => ({
      value: code,
      label: `${locale === 'zh' ? nameZh : nameEn} (${code})`,
    }))
}
