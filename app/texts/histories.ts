import { useLocale } from '~/design/locale'
import { histories as en } from './en/histories'
import { histories as zh } from './zh/histories'

/** What an event says in a history, without its subject: `verified the organization`. */
export function useHistorySentence() {
  const words: Record<string, string> = useLocale() === 'zh' ? zh : en
  return (kind: string) => words[kind] ?? kind
}
