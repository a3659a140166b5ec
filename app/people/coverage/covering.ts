export type Rule = {
  orgId: string
  sectors: readonly string[] | null
  ownerships: readonly string[] | null
  districts: readonly string[] | null
  listings: readonly string[] | null
  scales: readonly string[] | null
}

/** Why such a row says nothing or says it again; null when it adds something. */
export function whyNotCover(asked: Rule, rules: readonly Rule[]) {
  if (said(asked).every((part) => part === '')) return 'coverage-empty'
  const twice = rules.some((rule) => rule.orgId === asked.orgId && said(rule).join() === said(asked).join())
  return twice ? 'coverage-known' : null
}

const said = ({ sectors, ownerships, districts, listings, scales }: Rule) =>
  [sectors, ownerships, districts, listings, scales].map((some) => some?.toSorted().join(' ') ?? '')
