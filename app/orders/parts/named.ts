import { useLocale } from '~/design/locale'

/** The name of an organization in the reader's language; without an English one, the Chinese. */
export function useNamed() {
  const zh = useLocale() === 'zh'
  return (name: string, nameEn: string | null) => (zh ? name : (nameEn ?? name))
}
