import { type Operation, type Schema, stripeSchema } from '../../scripts/stripe-schema.ts'
import { conform } from './conforming.ts'
import { ApiError, invalid } from './errors.ts'
import type { Params } from './form.ts'

const schema = stripeSchema()
export const { apiVersion } = schema
const { definitions } = schema

export type Matched = { operation: Operation; ids: string[] }

/** The operation of the SDK that a request is, and the ids in its path; null when it is none of them. */
export function match(verb: string, path: string): Matched | null {
  // A literal segment goes before an id: /v1/customers/search is no customer.
  const found = schema.operations
    .filter((operation) => operation.verb === verb)
    .map((operation) => ({ operation, hit: patternOf(operation.path).exec(path) }))
    .filter(({ hit }) => hit !== null)
    .toSorted((a, b) => a.hit!.length - b.hit!.length)[0]
  return found ? { operation: found.operation, ids: found.hit!.slice(1).map(decodeURIComponent) } : null
}

const patternOf = (path: string) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`)

/** Holds the parameters to what the SDK may send, and turns their texts into numbers and booleans. */
export function checkRequest({ request }: Operation, params: Params): Record<string, any> {
  refuseRemoved(params)
  const outcome = conform(params, request, { definitions, coerce: true })
  if ('value' in outcome) return outcome.value as Record<string, any>
  const { place: param, how, expected } = outcome.departure
  if (how === 'unknown')
    throw invalid(`Received unknown parameter: ${param}`, { code: 'parameter_unknown', param })
  if (how === 'missing')
    throw invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
  throw invalid(`Invalid ${param}: must be ${expected}`, { code: 'parameter_invalid', param })
}

function refuseRemoved(params: Params) {
  if ('payment_method_types' in params)
    throw invalid('payment_method_types is no longer supported; use allowed_payment_method_types.', {
      code: 'payment_method_types_no_longer_supported',
      param: 'payment_method_types',
    })
}

/** What the double answers must be what the SDK promises to its callers. */
export function checkResponse({ id, response }: Operation, answer: unknown) {
  const outcome = conform(answer, response, { definitions, coerce: false })
  if ('value' in outcome) return
  const { place, how, expected } = outcome.departure
  throw new ApiError(500, 'api_error', `${id}: ${place} is ${how}, expected ${expected}`, {
    code: 'double_schema_violation',
  })
}

const shown: Record<string, string> = {
  customer: 'customers.create',
  'checkout.session': 'checkout.sessions.retrieve',
  payment_intent: 'paymentIntents.retrieve',
  charge: 'charges.retrieve',
  refund: 'refunds.retrieve',
  dispute: 'disputes.retrieve',
  transfer: 'transfers.retrieve',
  account: 'accounts.retrieve',
  'radar.early_fraud_warning': 'radar.earlyFraudWarnings.retrieve',
  payout: 'payouts.retrieve',
  balance: 'balance.retrieve',
}

/** An object inside of an event is held to the same schema as one that is asked for. */
export function checkObject(thing: { object: string }) {
  const operation = schema.operations.find(({ id }) => id === shown[thing.object])
  if (!operation) throw new Error(`the double has no schema of a ${thing.object}`)
  checkResponse(operation, thing)
}

const definitionOf = (part: Schema): Schema =>
  typeof part.$ref === 'string' ? definitions[part.$ref.slice('#/definitions/'.length)]! : part

const responseOf = (operationId: string) => schema.operations.find(({ id }) => id === operationId)!.response

/** An object of the kind that an operation answers, every demanded property there and empty. */
export const blank = (operationId: string): Record<string, any> =>
  emptyOf(responseOf(operationId)) as Record<string, any>

/** The same of something inside of such an object, by its names; `*` is what a list holds. */
export function blankAt(operationId: string, ...names: string[]): Record<string, any> {
  const part = names.reduce((inner, name) => {
    const { properties, items, anyOf = [] } = definitionOf(inner) as any
    if (name === '*') return items as Schema
    const whole = properties ?? anyOf.map(definitionOf).find((one: any) => one.properties)?.properties
    return whole[name] as Schema
  }, responseOf(operationId))
  return emptyOf(part) as Record<string, any>
}

function emptyOf(part: Schema): unknown {
  const { type, anyOf, const: fixed, enum: words, properties, required } = definitionOf(part) as any
  if (fixed !== undefined) return fixed
  if (words) return words[0]
  if (anyOf) return anyOf.some((one: Schema) => one.type === 'null') ? null : emptyOf(anyOf[0])
  if (type === 'array') return []
  if (type === 'string') return ''
  if (type === 'integer' || type === 'number') return 0
  if (type === 'boolean') return false
  if (type === 'object')
    return Object.fromEntries((required ?? []).map((name: string) => [name, emptyOf(properties[name])]))
  return null
}
