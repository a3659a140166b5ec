export const searchKinds = [
  'round',
  'product',
  'order',
  'organization',
  'case',
  'computer',
  'entitlement',
] as const

/** One thing found; `id` is what its page is called by (a product's slug). */
export type Hit = { kind: (typeof searchKinds)[number]; id: string; title: string; note: string | null }

export const hitPlaces: Record<Hit['kind'], (id: string) => string> = {
  round: (id) => `/rounds/${id}`,
  product: (slug) => `/catalog/${slug}`,
  order: (id) => `/orders/${id}`,
  organization: (id) => `/office/organizations/${id}`,
  case: (id) => `/cases/${id}`,
  computer: (id) => `/inventory/computers/${id}`,
  entitlement: (id) => `/licenses/${id}`,
}
