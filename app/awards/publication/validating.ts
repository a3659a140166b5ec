import Ajv from 'ajv-draft-04'
import addFormats from 'ajv-formats'

export type Schema = { [key: string]: any }

export type Schemas = {
  release: Schema
  releasePackage: Schema
  recordPackage: Schema
  /** the versioned release, which a record package also names */
  versioned: Schema
  /** patches of the extensions, in the order in which they are declared */
  patches: readonly Schema[]
}

export type Fault = { path: string; rule: string; message: string }

/**
 * A check of OCDS packages and releases as strict as ours must be: the release schema with its extensions merged
 * (RFC 7396), no undeclared field, closed code lists, ids that are unique in their list, no empty object.
 */
export function ocdsChecker({ release, releasePackage, recordPackage, versioned, patches }: Schemas) {
  const merged = closed(patches.reduce<Schema>(mergePatch, release))
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats(ajv)
  ajv.addSchema(merged)
  ajv.addSchema(versioned)
  const validators = {
    releases: ajv.compile(closed(releasePackage)),
    records: ajv.compile(closed(recordPackage)),
    release: ajv.getSchema(merged.id)!,
  }
  return function check(body: unknown): Fault[] {
    const kind = kindOf(body)
    if (!kind)
      return [
        { path: '', rule: 'kind', message: 'neither a release, a release package nor a record package' },
      ]
    const validate = validators[kind]
    validate(body)
    return [
      ...(validate.errors ?? []).map(({ instancePath, keyword, message, params }) => ({
        path: instancePath,
        rule: keyword,
        message: [message, params.additionalProperty].filter(Boolean).join(': '),
      })),
      ...repeated(body, ''),
      ...hollow(body, ''),
    ]
  }
}

function kindOf(body: unknown): 'releases' | 'records' | 'release' | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  if ('releases' in body) return 'releases'
  if ('records' in body) return 'records'
  return 'ocid' in body || 'tag' in body ? 'release' : undefined
}

/** RFC 7396. */
export function mergePatch(target: Schema, patch: Schema): Schema {
  const whole = { ...target }
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete whole[key]
    else if (isObject(value)) whole[key] = mergePatch(isObject(whole[key]) ? whole[key] : {}, value)
    else whole[key] = value
  }
  return whole
}

/** The same schema, in which an object may hold what is declared alone; OCDS itself lets anything through. */
function closed(schema: Schema): Schema {
  const whole = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      Array.isArray(value)
        ? value.map((one) => (isObject(one) ? closed(one) : one))
        : isObject(value)
          ? closed(value)
          : value,
    ]),
  )
  const declares = isObject(schema.properties) && Object.values(schema.properties).every(isObject)
  // A record takes a release or links to releases, one of several schemas: each is closed by itself.
  return declares && !schema.oneOf && !schema.anyOf ? { ...whole, additionalProperties: false } : whole
}

function repeated(value: unknown, path: string): Fault[] {
  if (Array.isArray(value)) {
    const ids = value.flatMap((one) => (isObject(one) && 'id' in one ? [String(one.id)] : []))
    const twice = ids.filter((id, place) => ids.indexOf(id) < place)
    return [
      ...twice.map((id) => ({ path, rule: 'uniqueId', message: `id ${id} stands here twice` })),
      ...value.flatMap((one, place) => repeated(one, `${path}/${place}`)),
    ]
  }
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, one]) => repeated(one, `${path}/${key}`))
}

function hollow(value: unknown, path: string): Fault[] {
  if (Array.isArray(value)) return value.flatMap((one, place) => hollow(one, `${path}/${place}`))
  if (!isObject(value)) return []
  const empty = Object.keys(value).length === 0
  return [
    ...(empty ? [{ path, rule: 'empty', message: 'an empty object' }] : []),
    ...Object.entries(value).flatMap(([key, one]) => hollow(one, `${path}/${key}`)),
  ]
}

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
