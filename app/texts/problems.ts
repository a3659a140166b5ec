import { problems as en } from './en/problems'
import { problems as zh } from './zh/problems'
import { useLocale } from '~/design/locale'
import type { Locale } from '~/kernel/locale'

/** What a Zod issue says: a code of ours as it is, else the nearest general sentence for the kind of issue. */
export function problemText(message: string, kind: string | undefined, locale: Locale): string {
  const words: Record<string, string> = locale === 'zh' ? zh : en
  return words[message] ?? words[general[kind ?? ''] ?? 'unfit'] ?? message
}

const general: Record<string, string> = {
  invalid_type: 'required',
  too_small: 'required',
  too_big: 'too-long',
  invalid_value: 'required',
}

export function useProblemSentence() {
  const locale = useLocale()
  return (message: string, kind?: string) => problemText(message, kind, locale)
}
