import type { Locale } from '~/kernel/locale'
import { web as en } from './en/web'
import { inLanguage } from './spoken'
import { web as zh } from './zh/web'

/** Whose feed it is, and of what. */
export function feedTitle(locale: Locale): string {
  const { product, site } = inLanguage(locale, zh, en)
  return `${product} · ${site.rounds}`
}
