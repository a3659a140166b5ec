import { bodyOf, commitmentOf } from '../frame'
import { decryptWith, recipientOf } from './age'
import { fromBase64 } from '~/kernel/base64'

type Kept = { envelope: Record<string, any>; commitment: Uint8Array }

export type OpenedByKey =
  | { frame: Uint8Array; body: unknown }
  | { fault: 'payload-broken' | 'commitment-differs' | 'schema' }

/** Whether this is the key that the author made for the item. */
export const isKeyOf = async (key: string, { envelope }: Kept) =>
  (await recipientOf(key).catch(() => null)) === envelope.keyRecipient

/** Opens a browser's envelope with the item's own key and repeats every check; schemas are the kind's own. */
export async function openWithKey(key: string, { envelope, commitment }: Kept): Promise<OpenedByKey> {
  const frame = await decryptWith(key, fromBase64(String(envelope.payload)))
  if (!frame) return { fault: 'payload-broken' }
  const told = commitmentOf(frame)
  if (!told.every((byte, place) => byte === commitment[place])) return { fault: 'commitment-differs' }
  const body = bodyOf(frame)
  return body === null ? { fault: 'schema' } : { frame, body }
}
