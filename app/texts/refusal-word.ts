import { useLocale } from '~/design/locale'
import { problemText } from './problems'
import { inventoryRefusals as en } from './en/inventory'
import { inventoryRefusals as zh } from './zh/inventory'

/** What a code of a row's problem says, where a list of them is shown. */
export function useRefusalWord() {
  const locale = useLocale()
  const words: Record<string, unknown> = locale === 'zh' ? zh : en
  return (code: string) => {
    const word = words[code]
    return typeof word === 'string' ? word : problemText(code, undefined, locale)
  }
}
