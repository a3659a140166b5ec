import type { Json } from './json'
import type { Release } from './release'

/**
 * The compiled release of releases in their order: a later value replaces an earlier one, objects merge field by
 * field, lists whose entries carry an id merge by it, other lists are replaced (OCDS 1.1.5, merging).
 */
export function compile(releases: readonly Release[]): Release | undefined {
  const last = releases.at(-1)
  if (!last) return undefined
  const merged = releases.reduce<Json>(
    (whole, { id: _id, date: _date, tag: _tag, ...told }) => merge(whole, told),
    {},
  )
  return {
    ...(merged as Release),
    id: `${last.ocid}-compiled-${last.date}`,
    date: last.date,
    tag: ['compiled'],
  } as unknown as Release
}

export function merge(known: Json | undefined, told: Json): Json {
  if (isObject(known) && isObject(told)) {
    const whole = { ...known }
    for (const [key, value] of Object.entries(told)) whole[key] = merge(known[key], value)
    return whole
  }
  if (isListOfKnown(known) && isListOfKnown(told)) return mergeById(known, told)
  return told
}

type Known = { id: string | number; [key: string]: Json }

function mergeById(known: readonly Known[], told: readonly Known[]): Json[] {
  const rest = new Map(told.map((one) => [one.id, one]))
  const kept = known.map((one) => {
    const news = rest.get(one.id)
    rest.delete(one.id)
    return news ? merge(one, news) : one
  })
  return [...kept, ...rest.values()]
}

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isListOfKnown = (value: Json | undefined): value is Known[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => isObject(one) && 'id' in one)
