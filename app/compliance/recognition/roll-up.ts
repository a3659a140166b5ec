import type { Channel } from '../record'
import type { RecognitionPack } from './pack'
import type { Installation, Mark, Product } from './result'
import type { Verdict } from './verdict'
import { compareVersions } from './versions'

/** A recognized row, or the operating system, of one computer. */
export type Piece = {
  verdict: Verdict
  title: string
  version: string | null
  channel?: Channel | null
  ref: Installation['rows'][number] | null
}

/** A license as its row tells it: the product it names, and whether it is in force. */
export type Right = { product: Product; channel: Channel; licensed: boolean }

export type Rolled = Omit<Installation, 'record' | 'kind' | 'installation' | 'computer'>

const COUNTED = new Set(['licensable', 'free', 'open-source', 'os-part'])
const PARTS_THAT_PROVE_A_SUITE = 3

/**
 * The rows of one computer as installations: language and architecture twins, repeated rows and older versions of one
 * release are one; parts go with their suite, or stand for it when there are three; licenses add their channel.
 */
export function rollUp(pieces: readonly Piece[], rights: readonly Right[], pack: RecognitionPack): Rolled[] {
  const rolled: Rolled[] = []
  const [parts, wholes] = partition(pieces, ({ verdict }) => verdict.memberOf !== null)
  for (const piece of wholes.filter(isCounted).toSorted(tellingFirst)) addWhole(rolled, piece)
  for (const group of groupsOf(parts)) addParts(rolled, group, pack)
  for (const right of rights.toSorted((a, b) => Number(b.licensed) - Number(a.licensed)))
    addRight(rolled, right)
  return rolled
}

const isCounted = ({ verdict }: Piece) => verdict.product !== null && COUNTED.has(verdict.class)

// What names its release and edition founds an installation; what does not joins it.
const tellingFirst = (a: Piece, b: Piece) => told(b) - told(a)
const told = ({ verdict }: Piece) => Number(verdict.release !== null) * 2 + Number(verdict.edition !== null)

function addWhole(rolled: Rolled[], { verdict, version, channel = null, ref }: Piece): void {
  const known = homeOf(rolled, verdict)
  if (!known) {
    rolled.push({ ...productOf(verdict), channel, version, marks: [], rows: ref ? [ref] : [] })
    return
  }
  if (ref) known.rows.push(ref)
  known.channel ??= channel
  if (compareVersions(version, known.version) > 0) known.version = version
}

/**
 * The installation that a row tells of: its very own, or the only one that fits. Among several releases a row without
 * one tells of none of them; among editions of its release it tells of the first by name, whatever came first.
 */
function homeOf(rolled: readonly Rolled[], verdict: Product): Rolled | undefined {
  const fitting = rolled.filter((one) => one.product === verdict.product && agrees(one, verdict))
  const own = fitting.find((one) => one.edition === verdict.edition && one.release === verdict.release)
  if (own || fitting.length < 2) return own ?? fitting[0]
  return verdict.release === null ? undefined : fitting.toSorted(byEdition)[0]
}

const byEdition = (a: Rolled, b: Rolled) => ((a.edition ?? '') < (b.edition ?? '') ? -1 : 1)

function productOf({
  publisher,
  product,
  edition,
  release,
  category,
  class: kind,
  household,
}: Product): Product {
  return { publisher, product, edition, release, category, class: kind, household }
}

const agrees = (one: Rolled, other: Product) =>
  (other.release === null || one.release === other.release) &&
  (other.edition === null || one.edition === null || one.edition === other.edition)

function groupsOf(parts: readonly Piece[]): Piece[][] {
  return [...Map.groupBy(parts, ({ verdict }) => `${verdict.memberOf}\n${verdict.release ?? ''}`).values()]
}

function addParts(rolled: Rolled[], parts: readonly Piece[], pack: RecognitionPack): void {
  const { memberOf, release } = parts[0]!.verdict
  const rows = parts.flatMap(({ ref }) => (ref ? [ref] : []))
  const whole = rolled.find(
    (one) =>
      one.product === memberOf && (release === null || one.release === null || one.release === release),
  )
  if (whole) {
    whole.rows.push(...rows)
    return
  }
  // A part that a list names twice is still one part.
  const inferred = new Set(parts.map(({ title }) => title)).size >= PARTS_THAT_PROVE_A_SUITE
  const head = pack.rules.find((rule) => rule.suite === memberOf)
  const mark: Mark = inferred ? 'suite-inferred' : 'orphan'
  rolled.push({
    publisher: head?.publisher ?? parts[0]!.verdict.publisher,
    product: memberOf,
    edition: null,
    release,
    category: head?.category ?? parts[0]!.verdict.category,
    class: inferred ? (head?.class ?? 'licensable') : 'component',
    household: false,
    channel: null,
    version:
      parts
        .map(({ version }) => version)
        .toSorted(compareVersions)
        .at(-1) ?? null,
    marks: [mark],
    rows,
  })
}

function addRight(rolled: Rolled[], { product, channel, licensed }: Right): void {
  const same = rolled.filter(
    (one) => one.product === product.product && (product.release === null || one.release === product.release),
  )
  for (const one of same) if (one.channel === null || one.channel === 'unknown') one.channel = channel
  if (same.length > 0) return
  // An edition that a key could become says nothing; one that is activated does.
  const edition = licensed ? product.edition : null
  const household = licensed && product.household
  rolled.push({ ...product, edition, household, channel, version: null, marks: ['license-only'], rows: [] })
}

function partition<T>(items: readonly T[], holds: (item: T) => boolean): [T[], T[]] {
  return [items.filter(holds), items.filter((item) => !holds(item))]
}
