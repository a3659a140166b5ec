/** What lists that still count (180 days, a setting of the database) tell of a computer; `ever`: a list of any age told either. */
export type Listed = { software: boolean; os: boolean; ever: boolean }

/** Only a computer whose software and whose operating system are told has an inventory; one alone is half of it. */
export const isInventoried = ({ software, os }: Listed) => software && os

/**
 * Computers in use of which no young list tells a product's category (compliance.md §3.1): of operating systems one that
 * names the system, of everything else one with all the software. What only tells of antivirus protection tells neither.
 */
export const untold = (machines: readonly { isInUse: boolean; listed: Listed }[], isSystem: boolean) =>
  machines.filter(({ isInUse, listed }) => isInUse && !(isSystem ? listed.os : listed.software)).length
