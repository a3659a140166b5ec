import { decryptWith } from '~/rounds/sealing/age'
import { fromBase64, toBase64 } from '~/kernel/base64'

/** One layer that an opener's key takes off: the outer one, or the inner one with the item's key inside. */
export type Wrap = { id: string; pair: [number, number]; deed: 'peel' | 'finish'; box: string }

/** What comes out of the wraps under an opener's key; null where one does not open. */
export async function unwrap(identity: string, wraps: readonly Wrap[]) {
  const peels: { item: string; pair: Wrap['pair']; inner: string | null }[] = []
  const keys: { item: string; pair: Wrap['pair']; key: string | null }[] = []
  for (const { id: item, pair, deed, box } of wraps) {
    const inside = await decryptWith(identity, fromBase64(box.replaceAll('\n', '')))
    if (deed === 'peel') peels.push({ item, pair, inner: inside && toBase64(inside) })
    else keys.push({ item, pair, key: inside && keyIn(inside) })
  }
  return { peels, keys }
}

// Whatever else an author has put in is no key, and must not stop the others.
function keyIn(inside: Uint8Array) {
  const text = new TextDecoder().decode(inside)
  return /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/.test(text) ? text : null
}
