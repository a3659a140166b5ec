import { useLocale } from '~/design/locale'
import type { Locale } from '~/kernel/locale'

/** The shape of the Chinese model: the English catalog must have every key with the same parameters. */
export type Spoken<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => string
    ? (...args: A) => string
    : T[K] extends string
      ? string
      : Spoken<T[K]>
}

/** The hook of one room's sentences: `const useTexts = speak(zh, en)`. */
export function speak<const T>(zh: T, en: Spoken<T>) {
  return () => (useLocale() === 'zh' ? (zh as unknown as Spoken<T>) : en)
}

/** The same outside of React, for mails and documents. */
export function inLanguage<const T>(locale: Locale, zh: T, en: Spoken<T>): Spoken<T> {
  return locale === 'zh' ? (zh as unknown as Spoken<T>) : en
}
