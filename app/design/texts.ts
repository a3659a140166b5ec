import { design as en } from '~/texts/en/design'
import { design as zh } from '~/texts/zh/design'
import { useLocale } from './locale'

/** The few sentences that components say by themselves; all others come in as props. */
export function useDesignTexts() {
  return useLocale() === 'zh' ? zh : en
}
