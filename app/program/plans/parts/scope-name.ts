import { useLocale } from '~/design/locale'
import { nameIn } from '~/kernel/locale'
import { useProgramTexts } from '../../parts/texts'

type Scoped = {
  scope: string
  scopeZh: string | null
  scopeEn: string | null
  agency: string
  agencyEn: string | null
}

/** Whose enterprises a target counts, by name: the city, a district, a sector, or those of an agency. */
export function useScopeName() {
  const locale = useLocale()
  const { city } = useProgramTexts().scopes
  return ({ scope, scopeZh, scopeEn, agency, agencyEn }: Scoped) =>
    scope === 'city' ? city : ((locale === 'zh' ? scopeZh : scopeEn) ?? nameIn(locale, agency, agencyEn))
}
