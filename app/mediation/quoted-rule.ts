/** The rule that the clock quotes for a step (mediation.md §3): a period with its version and when it was due, or a fact. */
export type QuotedRule =
  | { key: string; amount: number; unit: 'wd' | 'cal'; version: number; dueAt: Date }
  | { fact: string }

export const ruleOfPeriod = (its: {
  key: string
  amount: number
  unit: string
  version: number
  dueAt: Date
}) => `${its.key} ${its.amount} ${its.unit} v${its.version}, due ${its.dueAt.toISOString()}`

/** Reads what `ruleOfPeriod` wrote; everything else is a fact by its name. */
export function readRule(rule: string): QuotedRule {
  const [, key, amount, unit, version, due] = /^(\w+) (\d+) (wd|cal) v(\d+), due (\S+)$/.exec(rule) ?? []
  if (!key || !due) return { fact: rule }
  return {
    key,
    amount: Number(amount),
    unit: unit as 'wd' | 'cal',
    version: Number(version),
    dueAt: new Date(due),
  }
}
