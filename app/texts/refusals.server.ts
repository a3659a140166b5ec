import type { ZodError } from 'zod'
import type { Locale } from '~/kernel/locale'
import type { Refused } from '~/kernel/refusal'
import { problemText } from './problems'
import { refusals as en } from './en/refusals'
import { refusals as zh } from './zh/refusals'

type Sentence = string | ((facts: Record<string, string>) => string)

/** The sentence of a refusal in the reader's language; an unknown code is a bug and shows as it is. */
export function refusalSentence({ code, facts }: Refused, locale: Locale): string {
  const sentence = (locale === 'zh' ? zh : en)[code] as Sentence | undefined
  return typeof sentence === 'function' ? sentence(facts) : (sentence ?? problemText(code, undefined, locale))
}

export const problemSentence = (issue: ZodError['issues'][number], locale: Locale) =>
  problemText(issue.message, issue.code, locale)
