import type { Role } from '~/kernel/role'
import type { Locale } from '~/kernel/locale'

declare const entered: unique symbol

export type OrganizationKind = 'enterprise' | 'vendor' | 'agency' | 'mediation_body'

/**
 * Who acts. Made only by `enter` (requests) and `worker` (jobs); everything that reads or writes takes one.
 * A visitor and the clock have the nil uuid for ids that they lack, so that they own nothing.
 */
export type Actor = {
  readonly [entered]: true
  readonly kind: OrganizationKind | 'visitor' | 'clock'
  readonly personId: string
  readonly organizationId: string
  readonly roles: readonly Role[]
  readonly sessionId: string | null
  readonly stepUpAt: Date | null
  readonly locale: Locale
}

export const nobody = '00000000-0000-0000-0000-000000000000'

export const is = (actor: Actor, ...roles: Role[]) => roles.some((role) => actor.roles.includes(role))
