import { useLocale } from '~/design/locale'
import { titles as en } from './en/titles'
import type { Title } from './titles'
import { titles as zh } from './zh/titles'

/** The title of a page by its key. */
export function useTitle() {
  const words: Record<string, string> = useLocale() === 'zh' ? zh : en
  return (key: Title | (string & {})) => words[key] ?? key
}
