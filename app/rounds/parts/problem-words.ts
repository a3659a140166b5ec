import { useLocale } from '~/design/locale'
import { roundsRefusals as en } from '~/texts/en/rounds'
import { roundsRefusals as zh } from '~/texts/zh/rounds'

/** The sentence of what keeps a round from being published, by its code. */
export function useProblemWords() {
  const words: Record<string, string | ((facts: Record<string, string>) => string)> =
    useLocale() === 'zh' ? zh : en
  return (code: string) => {
    const sentence = words[code]
    return typeof sentence === 'string' ? sentence : code
  }
}
