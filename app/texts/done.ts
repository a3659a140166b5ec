import { useLocale } from '~/design/locale'
import { done as en } from './en/done'
import { done as zh } from './zh/done'

/** What a redirect with `?done=code` says on the page that it leads to; an unknown code says nothing. */
export function useDoneSentence(code: string | null): string | null {
  const words: Record<string, string> = useLocale() === 'zh' ? zh : en
  return (code && words[code]) || null
}
