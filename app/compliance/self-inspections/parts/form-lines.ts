import { useSoftwareName } from '~/catalog/parts/software-name'
import { useCampaignTexts } from '../../parts/texts'
import type { ProductFigures } from '../figures'

export type FormLine = { key: string; label: string }

/** What a reason for giving a form back may be about: the unit, each software, the plan. */
export function useFormLines(products: readonly ProductFigures[]): FormLine[] {
  const texts = useCampaignTexts().inspection
  const software = useSoftwareName()
  return [
    { key: 'unit', label: texts.unit },
    ...products.map((product) => ({ key: product.productId, label: software(product) })),
    { key: 'actions', label: texts.actions },
  ]
}
