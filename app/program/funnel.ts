/** The way from the register to a clean status, in order; each step counts a part of the step before. */
export const funnelSteps = ['enterprises', 'inspected', 'found', 'pledged', 'bought', 'compliant'] as const
export type FunnelStep = (typeof funnelSteps)[number]
