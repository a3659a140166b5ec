const shelf = ((globalThis as Record<string, unknown>).musterShelf ??= new Map()) as Map<string, unknown>

/** A thing of this process that outlives a reload of the code in development. */
export function kept<T>(name: string, make: () => T): T {
  if (!shelf.has(name)) shelf.set(name, make())
  return shelf.get(name) as T
}

/** Forgets it: the next who asks has it made anew. */
export const letGo = (name: string) => void shelf.delete(name)
