export const causes = [
  'installed-not-bought',
  'bought-not-installed',
  'assigned-not-installed',
  'installed-not-assigned',
  'edition-differs',
  'claimed-without-evidence',
  'delivered-not-invoiced',
  'title-unrecognized',
  'list-missing',
  'edition-untold',
] as const
export type Cause = (typeof causes)[number]

/**
 * Causes that ask for something to be done; a reserve of bought units, and units that nobody has assigned because the pool
 * gives them out, do not (the SQL of `products_with_open_causes` has the same).
 */
export const isOpen = (cause: Cause) => cause !== 'bought-not-installed' && cause !== 'installed-not-assigned'

export type Book = {
  gap: number
  surplus: number
  idle: number
  pooled: number
  otherEdition: number
  unproven: number
  uninvoiced: number
  /** Computers with a title that may be the product and nobody has confirmed; those without a list of today. */
  unrecognized: number
  unlisted: number
  undetermined: number
}
export type Difference = { cause: Cause; units: number }

/** Why the books of a product and its use differ (compliance.md §6.1), each with its units. */
export function differencesIn(book: Book): Difference[] {
  const units: Record<Cause, number> = {
    'installed-not-bought': Math.max(0, book.gap - book.otherEdition),
    'bought-not-installed': Math.max(0, book.surplus - book.idle),
    'assigned-not-installed': book.idle,
    'installed-not-assigned': book.pooled,
    'edition-differs': book.otherEdition,
    'claimed-without-evidence': book.unproven,
    'delivered-not-invoiced': book.uninvoiced,
    'title-unrecognized': book.unrecognized,
    'list-missing': book.unlisted,
    'edition-untold': book.undetermined,
  }
  return causes.filter((cause) => units[cause] > 0).map((cause) => ({ cause, units: units[cause] }))
}
