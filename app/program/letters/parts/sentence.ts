import { useMarketTexts } from '../../parts/market-texts'
import { useDayWords } from '../../sellers/parts/day-words'
import type { Letter } from '../queries.server'

/** Where a letter stands, and until when. */
export function useLetterSentence() {
  const texts = useMarketTexts().letter.sentence
  const day = useDayWords()
  return ({ state, expiresOn }: Pick<Letter, 'state' | 'expiresOn'>) =>
    state === 'offered' || state === 'signed' ? texts[state](day(expiresOn)) : texts[state]
}
