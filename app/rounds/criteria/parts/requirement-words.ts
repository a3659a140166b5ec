import { useFormat } from '~/design/format'
import type { Requirement } from '../../qualifications/criteria'
import { useCriteriaTexts } from './texts'

/** How a requirement is answered, in words: its type, its bounds, its evidence. */
export function useRequirementWords() {
  const texts = useCriteriaTexts()
  const format = useFormat()
  return ({ type, least, most, evidence }: Pick<Requirement, 'type' | 'least' | 'most' | 'evidence'>) =>
    [
      texts.types[type],
      ...(least === undefined ? [] : [texts.atLeast(format.number(least))]),
      ...(most === undefined ? [] : [texts.atMost(format.number(most))]),
      ...(evidence && type !== 'file' ? [texts.withEvidence] : []),
    ].join(texts.comma)
}
