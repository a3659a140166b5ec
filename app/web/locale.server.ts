import { type Locale, locales } from '~/kernel/locale'
import { localeOf } from './cookie.server'

/** The cookie of the switch decides, else the browser's wish, else Chinese. */
export function requestLocale(request: Request): Locale {
  const chosen = localeOf(request)
  if (locales.includes(chosen as Locale)) return chosen as Locale
  const wished = (request.headers.get('accept-language') ?? '')
    .split(',')
    .map((tag) => tag.trim().slice(0, 2).toLowerCase())
  return wished.find((tag): tag is Locale => locales.includes(tag as Locale)) ?? 'zh'
}
