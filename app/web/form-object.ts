/** `a` given twice becomes a list; `lines.0.quantity` becomes nested lists and objects; files stay files. */
export function formObject(posted: FormData): Record<string, unknown> {
  const object: Record<string, unknown> = {}
  for (const name of new Set(posted.keys())) {
    if (name.startsWith('_')) continue
    const all = posted.getAll(name)
    place(object, name.split('.'), name.endsWith('[]') ? all : all.length > 1 ? all : all[0])
  }
  return object
}

function place(into: Record<string, unknown>, path: string[], value: unknown) {
  const [raw = '', ...rest] = path
  const name = raw.replace(/\[\]$/, '')
  if (['__proto__', 'constructor', 'prototype'].includes(name)) return
  if (rest.length === 0) {
    into[name] = value
    return
  }
  const next = (into[name] ??= /^\d{1,4}$/.test(rest[0]!) ? [] : {})
  if (typeof next === 'object' && next !== null) place(next as Record<string, unknown>, rest, value)
}
