import type { Schema } from '../../scripts/stripe-schema.ts'

/** Where a value departs from its schema, and how. */
export type Departure = { place: string; how: 'unknown' | 'missing' | 'wrong'; expected: string }

type Walk = { definitions: Record<string, Schema>; coerce: boolean }
type Outcome = { value: unknown } | { departure: Departure }

/**
 * Holds a value to the part of JSON Schema that the generator writes, and answers it with texts turned into what the
 * schema asks for where it came by form. It looks only at what is there: a session's whole graph is never compiled.
 */
export function conform(value: unknown, schema: Schema, walk: Walk, place = ''): Outcome {
  const part = (
    typeof schema.$ref === 'string' ? walk.definitions[schema.$ref.slice('#/definitions/'.length)]! : schema
  ) as any
  const wrong = (expected: string): Outcome => ({ departure: { place, how: 'wrong', expected } })
  if ('const' in part)
    return coerced(value, typeof part.const, walk) === part.const
      ? { value: part.const }
      : wrong(String(part.const))
  if (part.enum) return part.enum.includes(value) ? { value } : wrong(part.enum.join(', '))
  if (part.anyOf) return anyOf(value, part.anyOf, walk, place)
  if (part.type === undefined) return { value }
  if (part.type === 'null') return value === null ? { value } : wrong('null')
  if (part.type === 'array') return items(value, part, walk, place)
  if (part.type === 'object') return properties(value, part, walk, place)
  const own = coerced(value, part.type, walk)
  const fits = part.type === 'integer' ? Number.isSafeInteger(own) : typeof own === part.type
  return fits ? { value: own } : wrong(part.type)
}

/** The first branch that fits; of those that do not, what the deepest found wrong says most. */
function anyOf(value: unknown, branches: Schema[], walk: Walk, place: string): Outcome {
  const outcomes = branches.map((branch) => conform(value, branch, walk, place))
  const fits = outcomes.find((outcome) => 'value' in outcome)
  if (fits) return fits
  const departures = outcomes as { departure: Departure }[]
  return departures.toSorted((a, b) => b.departure.place.length - a.departure.place.length)[0]!
}

function items(value: unknown, { items: each }: any, walk: Walk, place: string): Outcome {
  if (!Array.isArray(value)) return { departure: { place, how: 'wrong', expected: 'array' } }
  const own: unknown[] = []
  for (const [at, item] of value.entries()) {
    const outcome = conform(item, each, walk, `${place}[${at}]`)
    if ('departure' in outcome) return outcome
    own.push(outcome.value)
  }
  return { value: own }
}

function properties(value: unknown, part: any, walk: Walk, place: string): Outcome {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { departure: { place, how: 'wrong', expected: 'object' } }
  const at = (name: string) => (place ? `${place}[${name}]` : name)
  const given = value as Record<string, unknown>
  for (const name of part.required ?? [])
    if (!(name in given)) return { departure: { place: at(name), how: 'missing', expected: name } }
  const own: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(given)) {
    const known = part.properties?.[name] ?? part.additionalProperties
    if (known === false || (part.maxProperties === 0 && known === undefined))
      return { departure: { place: at(name), how: 'unknown', expected: name } }
    const outcome = known ? conform(inner, known, walk, at(name)) : { value: inner }
    if ('departure' in outcome) return outcome
    own[name] = outcome.value
  }
  return { value: own }
}

function coerced(value: unknown, type: string, { coerce }: Walk): unknown {
  if (!coerce || typeof value !== 'string') return value
  if (type === 'integer' || type === 'number') return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
  if (type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value
  return value
}
