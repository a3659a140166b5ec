export const locales = ['zh', 'en'] as const
export type Locale = (typeof locales)[number]

/** A name in a language; without an English one, the Chinese. */
export const nameIn = <Name extends string | null>(locale: Locale, name: Name, nameEn: string | null) =>
  (locale === 'zh' ? name : (nameEn ?? name)) as Name | (Name extends null ? null : string)
