import { useNamed } from '~/design/named'
import type { LetterRow } from '../queries.server'
import { useAuthorizationTexts } from './texts'

type Scoped = Pick<LetterRow, 'productZh' | 'productEn' | 'districtZh' | 'districtEn'>

/** What a letter is for, and where, in the reader's language. */
export function useScope() {
  const texts = useAuthorizationTexts()
  const named = useNamed()
  return {
    products: ({ productZh, productEn }: Pick<Scoped, 'productZh' | 'productEn'>) =>
      named(productZh, productEn) ?? texts.all,
    region: ({ districtZh, districtEn }: Pick<Scoped, 'districtZh' | 'districtEn'>) =>
      named(districtZh, districtEn) ?? texts.everywhere,
  }
}
