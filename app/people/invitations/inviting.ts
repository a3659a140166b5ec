import type { OrganizationKind } from '../actor'

/** Someone with an account, as the address tells: whether they are here already, and for whom else they act. */
export type Known = { present: boolean; kinds: readonly OrganizationKind[] }

/**
 * Why someone with an account may not act for an organization of this kind as well; null when they may. People of
 * several enterprises of one group are usual; whoever acts for a vendor, an agency or a mediation body acts for it alone.
 */
export function whyNotJoin(kind: OrganizationKind, { present, kinds }: Known) {
  if (present) return 'already-colleague'
  return kinds.every((other) => other === 'enterprise' && kind === 'enterprise') ? null : 'acts-elsewhere'
}
