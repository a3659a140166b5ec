import { isSameMachine, type Names } from './normal/identity'

/** Numbers the machines of one run: every source of a machine gets the same `c1`, `c2`, … */
export class Machines {
  readonly #known: Names[] = []
  readonly #byIdentifier = new Map<string, number[]>()

  numberOf(facts: Names): string {
    const found = this.#find(facts) ?? this.#add(facts)
    return `c${found + 1}`
  }

  get count(): number {
    return this.#known.length
  }

  #find(facts: Names): number | undefined {
    for (const key of identifiersOf(facts)) {
      const same = this.#byIdentifier.get(key)?.find((index) => isSameMachine(this.#known[index]!, facts))
      if (same !== undefined) return same
    }
    return undefined
  }

  #add(facts: Names): number {
    const index = this.#known.push(facts) - 1
    for (const key of identifiersOf(facts)) {
      const indexes = this.#byIdentifier.get(key)
      if (indexes) indexes.push(index)
      else this.#byIdentifier.set(key, [index])
    }
    return index
  }
}

const identifiersOf = ({ uuid, serial, name }: Names): string[] =>
  Object.entries({ uuid, serial, name }).flatMap(([key, value]) =>
    value ? `${key} ${value.toLowerCase()}` : [],
  )
