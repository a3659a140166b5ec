import { vocabulary as en } from './en/vocabulary'
import { speak } from './speak'
import { vocabulary as zh } from './zh/vocabulary'

type Words = {
  metrics: Record<string, string>
  terms: Record<string, string>
  termOf: (term: string, months: string) => string
}

export const useVocabulary = speak(zh, en)

export const metricWord = ({ metrics }: Words, metric: string) => metrics[metric] ?? metric

/** `永久授权`, `订阅 12 个月`. */
export const termWord = ({ terms, termOf }: Words, term: string, months: number | null) =>
  termOf(terms[term] ?? term, months === null ? '' : String(months))
