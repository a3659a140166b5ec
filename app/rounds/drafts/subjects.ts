import { bandOf } from '~/demands/bands'
import { namedIdForm } from '~/kernel/fields'

/** What a lot buys: an edition, or any member of a class. */
export type Subject = { editionId: string | null; classId: string | null }

/** Half of what is needed must be pledged for the lot to go on; rounded, so that it tells no enterprise's need. */
export const usualMinimum = (quantity: number) => Math.max(1, bandOf(Math.floor(quantity / 2)).low)

/** `edition:…` and `class:…` as they stand in a URL; what is neither is left out. */
export function subjectsIn(texts: readonly string[]): Subject[] {
  return texts.flatMap((text) => {
    const [, kind, id] = namedIdForm('edition', 'class').exec(text) ?? []
    if (!kind || !id) return []
    return kind === 'edition' ? { editionId: id, classId: null } : { editionId: null, classId: id }
  })
}
