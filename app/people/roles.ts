import type { MemberRole } from '~/kernel/role'
import type { OrganizationKind } from './actor'

const duties = ['opener', 'evaluator', 'signatory'] as const satisfies readonly MemberRole[]

/** Which roles and duties the people of each kind of organization may hold (program.md §1, glossary). */
export const rolesOf: Record<OrganizationKind, readonly MemberRole[]> = {
  enterprise: ['buyer', 'asset_manager', 'approver', 'signatory'],
  vendor: ['vendor', 'signatory'],
  agency: ['officer', 'liaison', 'leader', 'inspector', 'auditor', 'payment', ...duties],
  mediation_body: ['mediator', 'registrar', 'head'],
}

/** The roles with which the first person of a new organization begins. */
export const founderRoles: Record<OrganizationKind, readonly MemberRole[]> = {
  enterprise: ['approver', 'asset_manager', 'buyer', 'signatory'],
  vendor: ['vendor', 'signatory'],
  agency: ['officer'],
  mediation_body: ['registrar', 'head'],
}

/** Why these roles cannot be given; null when they can. */
export function whyNotRoles(kind: OrganizationKind, roles: readonly string[]) {
  if (roles.length === 0) return 'no-role'
  return roles.every((role) => (rolesOf[kind] as readonly string[]).includes(role))
    ? null
    : 'role-of-other-kind'
}
