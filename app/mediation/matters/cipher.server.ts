import { randomBytes } from 'node:crypto'
import { bodyVersion, boundTo, decrypt, encrypt, unwrap, wrapFreshKey } from '~/kernel/envelope.server'
import { masterKeys, newestKey } from '~/kernel/keys.server'

/** A matter as far as it takes to open what its own key seals: the text that began it, and the summary or the reason that ended it. */
export type SealedMatter = { id: string; bodyId: string; wrappedKey: Buffer }
type Part = 'text' | 'summary' | 'reason'

const boundOf = ({ id, bodyId }: Omit<SealedMatter, 'wrappedKey'>) => boundTo('body_matters', id, bodyId)

/** A key that the side that complained holds too; the channel between head and mediator has another. */
export const freshMatterKey = (matter: Omit<SealedMatter, 'wrappedKey'>) =>
  wrapFreshKey(boundOf(matter), newestKey())

export const sealPart = (matter: SealedMatter, part: Part, text: string) =>
  encrypt(
    bodyVersion,
    keyOf(matter),
    Buffer.from(text),
    boundTo('body_matters', part, matter.id),
    randomBytes(12),
  )

export const openPart = (matter: SealedMatter, part: Part, body: Buffer) =>
  decrypt(keyOf(matter), body, boundTo('body_matters', part, matter.id)).toString()

const keyOf = (matter: SealedMatter) => unwrap(matter.wrappedKey, boundOf(matter), masterKeys())
