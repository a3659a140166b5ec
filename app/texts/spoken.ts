import type { Locale } from '~/kernel/locale'

/** The shape of the Chinese model: the English catalog must have every key with the same parameters. */
export type Spoken<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => string
    ? (...args: A) => string
    : T[K] extends string
      ? string
      : Spoken<T[K]>
}

/** A room's sentences outside of React, for mails, documents and the worker. */
export function inLanguage<const T>(locale: Locale, zh: T, en: Spoken<T>): Spoken<T> {
  return locale === 'zh' ? (zh as unknown as Spoken<T>) : en
}
