import { useLocale } from '~/design/locale'
import type { Spoken } from './spoken'

export type { Spoken }

/** The hook of one room's sentences: `const useTexts = speak(zh, en)`. */
export function speak<const T>(zh: T, en: Spoken<T>) {
  return () => (useLocale() === 'zh' ? (zh as unknown as Spoken<T>) : en)
}
