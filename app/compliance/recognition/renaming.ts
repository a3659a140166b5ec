import { type PublisherNames, publisherKeys } from './publishers'

/**
 * Publishers that a newer pack calls by another key: those it no longer has whose names all lead to one key of its own.
 * Old key → new key; where names lead to several, a person has to say which.
 */
export function renamedPublishers(before: PublisherNames, after: PublisherNames): Map<string, string> {
  const keyOf = publisherKeys(after)
  const kept = new Set(after.map(({ key }) => key))
  return new Map(
    before
      .filter(({ key }) => !kept.has(key))
      .flatMap(({ key, names }): [string, string][] => {
        const found = new Set(names.map(keyOf).filter((name) => name !== null))
        return found.size === 1 ? [[key, [...found][0]!]] : []
      }),
  )
}
