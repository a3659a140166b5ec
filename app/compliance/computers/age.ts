/**
 * How old what lists tell of a computer is (compliance.md §3.1): its software and its system told by lists that still count, one of
 * them not, both told too long ago, or never.
 */
export const listAges = ['fresh', 'no_software', 'no_system', 'old', 'never'] as const
export type ListAge = (typeof listAges)[number]
