import { sql } from 'kysely'
import type { Locale } from '~/kernel/locale'

/** What a list of organizations sorts by when it sorts by name: the name that is read, a Chinese one by its sound. */
export function nameOrder(table: string, locale: Locale) {
  const [name, nameEn] = [sql.ref(`${table}.name`), sql.ref(`${table}.nameEn`)]
  return locale === 'zh'
    ? sql`(${name} collate "zh-x-icu")`
    : sql`(coalesce(${nameEn}, ${name}) collate "en-x-icu")`
}
