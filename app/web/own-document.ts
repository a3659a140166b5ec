import type { ClientLoaderFunctionArgs } from '@remix-run/react'

// An import map counts in the document that brought it, for as long as that lives.
const isMapped = typeof document !== 'undefined' && document.querySelector('script[type=importmap]') !== null

/**
 * A page on which something is sealed or opened begins a document of its own: scripts of the page before are gone, and
 * the browser compares those of this one with the digests that its map names.
 */
export async function clientLoader({ request, serverLoader }: ClientLoaderFunctionArgs) {
  if (isMapped) return serverLoader()
  window.location.assign(request.url)
  return new Promise<never>(() => {})
}
