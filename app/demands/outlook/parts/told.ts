import { useFormat } from '~/design/format'
import { useDemandsTexts } from '../../parts/texts'

/** A figure of enterprises' own business, or that it is not told. */
export function useTold() {
  const texts = useDemandsTexts().outlook
  const format = useFormat()
  return (units: number | null) => (units === null ? texts.notTold : format.number(units))
}
