import { isSigned } from './origin.server'

const KiB = 2 ** 10
const MiB = 2 ** 20

/** How many bytes of headers Node's parser takes before it answers 431. */
export const headerLimit = 16 * KiB

const urlLimit = 4 * KiB

/** The status that turns an address away before anything else looks at it; null when it may pass. */
export function whyNotAddress(url: URL): 404 | 414 | null {
  if (Buffer.byteLength(url.pathname + url.search) > urlLimit) return 414
  // Remix 2 would serve any single loader by its route id, past the pages around it.
  if (url.searchParams.has('_data')) return 404
  return null
}

/** The largest body, in bytes, that a request may bring; more is 413. */
export function bodyLimit(path: string, contentType: string | null | undefined) {
  if (isSigned(path)) return 256 * KiB
  return contentType?.startsWith('multipart/form-data') ? 25 * MiB + 64 * KiB : MiB
}
