import { useLocale } from '~/design/locale'
import { notices as en } from './en/notices'
import { notices as zh } from './zh/notices'

type Sentence = string | ((facts: Record<string, any>) => string)

/** The sentence of a notification by its kind; null for a kind without one. */
export function useNoticeSentence() {
  const words: Record<string, Sentence> = useLocale() === 'zh' ? zh : en
  return (kind: string, facts: Record<string, any>): string | null => {
    const sentence = words[kind]
    return typeof sentence === 'function' ? sentence(facts) : (sentence ?? null)
  }
}
