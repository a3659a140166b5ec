import { nameIn } from '~/kernel/locale'
import { useLocale } from './locale'

/** Picks a name in the reader's language; without an English one, the Chinese. */
export function useNamed() {
  const locale = useLocale()
  return <Name extends string | null>(name: Name, nameEn: string | null) => nameIn<Name>(locale, name, nameEn)
}
