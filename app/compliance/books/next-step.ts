import type { Cause } from './causes'

/** The page on which a difference of a product is put right: `name` is how its licenses are found. */
export function nextStepOf(cause: Cause, { slug, name }: { slug: string; name: string }): string {
  const licenses = `/licenses?${new URLSearchParams({ q: name })}`
  const pages: Record<Cause, string> = {
    'installed-not-bought': '/compliance/what-if',
    'bought-not-installed': licenses,
    'assigned-not-installed': '/licenses/reclaim',
    'installed-not-assigned': licenses,
    'edition-differs': `/compliance/products/${slug}?only=gap`,
    'claimed-without-evidence': licenses,
    'delivered-not-invoiced': '/orders',
    'title-unrecognized': '/inventory/queue',
    'list-missing': '/inventory?age=not_fresh',
    'edition-untold': '/inventory/queue',
  }
  return pages[cause]
}
