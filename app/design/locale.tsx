import { createContext, useContext, type ReactNode } from 'react'
import { locales, type Locale } from '~/kernel/locale'

export { locales, type Locale }

/** BCP 47 tags, for `lang` and `Intl`. */
export const languageTag: Record<Locale, string> = { zh: 'zh-CN', en: 'en-US' }

/** Each language's own name, shown in the switch whatever language the page is in. */
export const languageName: Record<Locale, string> = { zh: '中文', en: 'English' }

const LocaleContext = createContext<Locale>('zh')

/** Set around the document by what was asked for, and by the root; everything below formats and speaks in this language. */
export function LocaleProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext.Provider value={locale}>{children}</LocaleContext.Provider>
}

export function useLocale(): Locale {
  return useContext(LocaleContext)
}
