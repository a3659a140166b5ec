import { useLocale } from '~/design/locale'
import { usePeopleTexts } from '~/people/parts/texts'
import { useInspectionTexts } from '../../parts/texts'

type Place = { code: string; nameZh: string; nameEn: string }

/** A stratum in words: district and ownership. */
export function useStratum(districts: readonly Place[]) {
  const zh = useLocale() === 'zh'
  const ownership: Record<string, string> = usePeopleTexts().ownership
  const { unregistered } = useInspectionTexts().published
  return (stratum: string) => {
    const [code = '', own = ''] = stratum.split(' ')
    const place = districts.find((district) => district.code === code)
    return `${(zh ? place?.nameZh : place?.nameEn) ?? (code === '-' ? unregistered : code)} · ${ownership[own] ?? unregistered}`
  }
}
