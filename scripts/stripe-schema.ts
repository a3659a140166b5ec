import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { project } from './steps/project.js'

// Derives from the installed Stripe SDK what it sends and what it expects back: the test double is held to it.

const sdk = join(project, 'node_modules/stripe/esm')

/** Resources whose methods the double knows by schema; what is called besides is a 404 of its own. */
const resources = {
  customers: 'Customers',
  'checkout.sessions': 'Checkout/Sessions',
  paymentIntents: 'PaymentIntents',
  charges: 'Charges',
  refunds: 'Refunds',
  transfers: 'Transfers',
  'transfers.reversals': 'TransferReversals',
  disputes: 'Disputes',
  events: 'Events',
  balance: 'Balance',
  balanceTransactions: 'BalanceTransactions',
  payouts: 'Payouts',
  accounts: 'Accounts',
  'v2.core.accounts': 'V2/Core/Accounts',
  'v2.core.accountLinks': 'V2/Core/AccountLinks',
  'radar.earlyFraudWarnings': 'Radar/EarlyFraudWarnings',
}

/** Objects that an answer may hold in full; any other inside of it is an id, or an object of which no more is asked. */
const expanded = ['PaymentIntent', 'Charge', 'BalanceTransaction', 'TransferReversal']
const methods = ['card', 'alipay', 'wechat_pay']
const rates = /rate$|percent|latitude|longitude|^exchange_rate$/

export type Schema = { [word: string]: unknown }
export type Operation = {
  id: string
  verb: string
  /** with `{name}` where an id stands */
  path: string
  request: Schema
  response: Schema
}
export type StripeSchema = {
  sdk: string
  apiVersion: string
  operations: Operation[]
  definitions: Record<string, Schema>
}

/** The schema of the installed SDK, worked out once and kept under its version. */
export function stripeSchema(): StripeSchema {
  const { version } = JSON.parse(readFileSync(join(sdk, '../package.json'), 'utf8')) as { version: string }
  const own = createHash('sha256')
    .update(readFileSync(import.meta.filename))
    .digest('hex')
    .slice(0, 12)
  const folder = join(project, 'node_modules/.cache/muster')
  const file = join(folder, `stripe-${version}-${own}.json`)
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as StripeSchema
  const schema = { sdk: version, ...derive() }
  mkdirSync(folder, { recursive: true })
  // Two who begin at once write the same; whoever renames last wins.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(schema))
  renameSync(`${file}.${process.pid}`, file)
  return schema
}

function derive() {
  const files = Object.values(resources).map((name) => join(sdk, 'resources', `${name}.d.ts`))
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    types: [],
  })
  const checker = program.getTypeChecker()
  const definitions: Record<string, Schema> = {}
  const write = schemaWriter(checker, definitions)
  const operations = Object.entries(resources).flatMap(([place, name], at) =>
    methodsOf(program.getSourceFile(files[at]!)!).map((method) => ({
      id: `${place}.${method.name.getText()}`,
      ...routeOf(name, method.name.getText()),
      request: write(paramsOf(checker, method), 'request'),
      response: write(answerOf(checker, method), 'response', '', true),
    })),
  )
  const apiVersion = /ApiVersion = '([^']+)'/.exec(readFileSync(join(sdk, 'apiVersion.js'), 'utf8'))![1]!
  return { apiVersion, operations, definitions }
}

/** Overloads say the same with other arguments: the first declaration that names `params` is the whole one. */
function methodsOf(source: ts.SourceFile): ts.MethodDeclaration[] {
  const all: ts.MethodDeclaration[] = []
  source.forEachChild((node) => {
    if (ts.isClassDeclaration(node) && node.name?.text.endsWith('Resource'))
      all.push(...node.members.filter(ts.isMethodDeclaration))
  })
  const named = (method: ts.MethodDeclaration) =>
    method.parameters.some((parameter) => parameter.name.getText() === 'params')
  return [...Map.groupBy(all, (method) => method.name.getText()).values()].map(
    (same) => same.find(named) ?? same[0]!,
  )
}

const scripts = new Map<string, string>()

function routeOf(name: string, method: string) {
  const text =
    scripts.get(name) ?? readFileSync(join(sdk, 'resources', `${name}.js`), 'utf8').replaceAll(/\r/g, '')
  scripts.set(name, text)
  const begin = text.search(new RegExp(`^    ${method}\\(`, 'm'))
  const [, verb, path] =
    /_makeRequest\('(\w+)', ['`]([^'`]+)['`]/.exec(text.slice(begin)) ??
    /_makeRequest\('(\w+)',\s*['`]([^'`]+)['`]/.exec(text.slice(begin))!
  return { verb: verb!, path: path!.replaceAll(/\$\{encodeURIComponent\((\w+)\)\}/g, '{$1}') }
}

function paramsOf(checker: ts.TypeChecker, method: ts.MethodDeclaration): ts.Type | null {
  const params = method.parameters.find((parameter) => parameter.name.getText() === 'params')
  return params ? checker.getTypeAtLocation(params) : null
}

/** What a promise of a response, or of a list, holds. */
function answerOf(checker: ts.TypeChecker, method: ts.MethodDeclaration): ts.Type {
  const promised = checker.getTypeFromTypeNode(method.type!) as ts.TypeReference
  const held = checker.getAwaitedType(promised) ?? promised
  const parts = held.isIntersection() ? held.types : [held]
  return parts.find((type) => !type.getProperty('lastResponse')) ?? held
}

type Side = 'request' | 'response'

/** Writes types as JSON Schema; interfaces become definitions, which may refer to themselves. */
function schemaWriter(checker: ts.TypeChecker, definitions: Record<string, Schema>) {
  const names = { request: new Map<ts.Type, string>(), response: new Map<ts.Type, string>() }

  function write(type: ts.Type | null, side: Side, property = '', whole = false): Schema {
    if (type === null) return { type: 'object', maxProperties: 0 }
    const { flags } = type
    if (flags & ts.TypeFlags.StringLiteral) return { const: (type as ts.StringLiteralType).value }
    if (flags & ts.TypeFlags.NumberLiteral) return { const: (type as ts.NumberLiteralType).value }
    if (flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === 'true' }
    if (flags & ts.TypeFlags.Null) return { type: 'null' }
    if (flags & ts.TypeFlags.StringLike) return { type: 'string' }
    if (flags & ts.TypeFlags.NumberLike) return { type: rates.test(property) ? 'number' : 'integer' }
    if (flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' }
    if (type.isUnion()) return union(type, side, property)
    // `string & Record<never, never>`: one of the words, or one that the SDK does not know yet.
    if (type.isIntersection() && type.types.some((part) => part.flags & ts.TypeFlags.String))
      return { type: 'string' }
    if (checker.isArrayType(type))
      return {
        type: 'array',
        items: write(checker.getTypeArguments(type as ts.TypeReference)[0]!, side, property, whole),
      }
    if (type.symbol?.name === 'Decimal') return { type: 'string' }
    if (flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))
      return side === 'response' && !whole && isLeftOut(type) ? { type: 'object' } : refer(type, side, whole)
    return {}
  }

  function union(type: ts.UnionType, side: Side, property: string): Schema {
    const parts = type.types.filter((part) => !(part.flags & ts.TypeFlags.Undefined))
    const strings = parts.some((part) => part.flags & ts.TypeFlags.String)
    const kept = parts.filter((part) => !(strings && side === 'response' && isLeftOut(part)))
    const written = kept.map((part) => write(part, side, property))
    if (written.some(({ type: named }) => named === 'string'))
      return choice(written.filter((one) => typeof one.const !== 'string'))
    return choice(written)
  }

  function choice(written: Schema[]): Schema {
    const unique = [...new Map(written.map((one) => [JSON.stringify(one), one])).values()]
    if (unique.length === 1) return unique[0]!
    if (unique.length === 2 && unique.every((one) => typeof one.const === 'boolean'))
      return { type: 'boolean' }
    if (unique.every((one) => 'const' in one)) return { enum: unique.map((one) => one.const) }
    return { anyOf: unique }
  }

  const isLeftOut = (type: ts.Type) =>
    (type.flags & ts.TypeFlags.Object) !== 0 &&
    type.getProperty('object') !== undefined &&
    type.getProperty('id') !== undefined &&
    !expanded.includes(type.symbol.name)

  function refer(type: ts.Type, side: Side, whole = false): Schema {
    const index = checker.getIndexInfoOfType(type, ts.IndexKind.String)
    if (index && type.getProperties().length === 0)
      return {
        type: 'object',
        additionalProperties: side === 'request' ? { type: 'string' } : write(index.type, side),
      }
    const known = names[side].get(type)
    if (known) return { $ref: `#/definitions/${known}` }
    const name = `${side}.${type.symbol?.name ?? ''}.${Object.keys(definitions).length}`
    names[side].set(type, name)
    definitions[name] = {}
    const cut = /(PaymentMethod(Details|Options|Data)?|NextAction)$/.test(type.symbol?.name ?? '')
    const properties = type.getProperties().filter((property) => !cut || isKept(property))
    definitions[name] = {
      type: 'object',
      properties: Object.fromEntries(
        properties.map((property) => [
          property.name,
          // What a list holds stands in it in full.
          write(checker.getTypeOfSymbol(property), side, property.name, whole && property.name === 'data'),
        ]),
      ),
      required: properties
        .filter((property) => !(property.flags & ts.SymbolFlags.Optional))
        .map((property) => property.name),
      ...(side === 'request' && { additionalProperties: false }),
    }
    return { $ref: `#/definitions/${name}` }
  }

  const isKept = (property: ts.Symbol) =>
    !(property.flags & ts.SymbolFlags.Optional) ||
    methods.includes(property.name) ||
    property.name === 'billing_details'

  return write
}

if (process.argv[1] === import.meta.filename) {
  const { sdk: version, apiVersion, operations, definitions } = stripeSchema()
  console.log(
    `stripe ${version}, API ${apiVersion}: ${operations.length} operations, ${Object.keys(definitions).length} definitions`,
  )
}
