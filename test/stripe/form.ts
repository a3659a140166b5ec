export type Params = { [name: string]: Param }
export type Param = string | Params | Param[]

/** Reads `a[b][0]=x` as Stripe does: nested objects, and arrays where every key is a number or empty. */
export function decodeForm(text: string): Params {
  const root: Params = {}
  for (const [name, value] of new URLSearchParams(text)) put(root, pathOf(name), value)
  return withArrays(root) as Params
}

const pathOf = (name: string) => [
  name.split('[')[0]!,
  ...[...name.matchAll(/\[([^\]]*)\]/g)].map(([, inner]) => inner!),
]

function put(into: Params, [first, ...rest]: string[], value: string) {
  const key = first === '' ? String(Object.keys(into).length) : first!
  if (rest.length === 0) {
    into[key] = value
    return
  }
  const deeper = into[key]
  const next = typeof deeper === 'object' && !Array.isArray(deeper) ? deeper : {}
  into[key] = next
  put(next, rest, value)
}

function withArrays(value: Param): Param {
  if (typeof value !== 'object' || Array.isArray(value)) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, withArrays(inner)] as const)
  const isList = entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key))
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries)
}
