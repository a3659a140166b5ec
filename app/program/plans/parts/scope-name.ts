import { useLocale } from '~/design/locale'
import { useProgramTexts } from '../../parts/texts'

type Scoped = { scope: string; scopeZh: string | null; scopeEn: string | null; agency: string }

/** Whose enterprises a target counts, by name: the city, a district, a sector, or those of an agency. */
export function useScopeName() {
  const locale = useLocale()
  const { city } = useProgramTexts().scopes
  return ({ scope, scopeZh, scopeEn, agency }: Scoped) =>
    scope === 'city' ? city : ((locale === 'zh' ? scopeZh : scopeEn) ?? agency)
}
