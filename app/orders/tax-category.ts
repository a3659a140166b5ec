export const taxCategories = ['software_product', 'software_service', 'right_license'] as const
export type TaxCategory = (typeof taxCategories)[number]

/** Until the vendor says otherwise: what is kept for good is a product, what runs for a term is a service. */
export const usualCategory = (term: string): TaxCategory =>
  term === 'perpetual' ? 'software_product' : 'software_service'
