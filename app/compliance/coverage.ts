import { refusals, whyNotCover, type Installed, type Refusal, type RightToday } from './rights'

/** Software on a computer that needs a license; `rank` is its release's, 0 where the product has none. */
export type Installation = Installed & {
  id: string
  computerNo: string
  personId: string | null
  siteId: string | null
  /** edition and release are known */
  determined: boolean
  /** a home edition: never covered in an organization */
  household: boolean
}

/** A unit given to a computer or a person; a reason stands for the contract's right to another edition. */
export type Assignment = {
  entitlementId: string
  unitNo: number
  computerId: string | null
  personId: string | null
  inExcess: boolean
  hasReason: boolean
}

export const passes = ['bound', 'assigned', 'pool', 'suite'] as const
export type Pass = (typeof passes)[number]
/** Every answer that an installation may get. */
export const reasons = [...passes, ...refusals, 'undetermined', 'no-entitlement', 'no-free-unit'] as const
export type Reason = (typeof reasons)[number]

/** The unit that covers an installation and the pass that found it, or why none does. */
export type Coverage = {
  installationId: string
  entitlementId: string | null
  unitNo: number | null
  reason: Reason
}

export type Estate = {
  installations: readonly Installation[]
  rights: readonly RightToday[]
  assignments: readonly Assignment[]
  parts: readonly { suiteId: string; partId: string }[]
}

/** A pooled right while its units are given out; `taken` counts the free ones in order of their numbers. */
type Pool = { right: RightToday; left: number; taken: number; freeUnits: (nth: number) => number | null }
type Unit = { entitlementId: string; unitNo: number | null }
type Found = Map<string, Unit & { reason: Pass }>

/**
 * Says for every installation which unit covers it, or why none does: bound units first, then assigned ones,
 * then the pool, then suites (compliance.md §3.2). In the pool each installation, by ascending release, takes
 * the unit with the least newest release that fits: intervals on an order, so no other way covers more. The SQL
 * of this room's migration is the same rule.
 */
export function cover({ installations, rights, assignments, parts }: Estate): Coverage[] {
  const line = installations.toSorted(inLine)
  const counting = rights.filter(({ obstacle }) => obstacle === null).toSorted(byPreference)
  const standing = assignments.filter(({ inExcess }) => !inExcess)
  const open = line.filter(({ determined, household }) => determined && !household)
  const found: Found = new Map()
  const pools = counting.filter(isPooled).map((right) => poolOf(right, standing))
  const uncovered = () => open.filter(({ id }) => !found.has(id))

  coverBound(uncovered(), counting, found)
  coverAssigned(uncovered(), counting, standing, found)
  coverFromPool(uncovered(), pools, found)
  coverBySuite(open, pools, parts, found)
  return line.map((installation) => answer(installation, rights, found))
}

/** Bound units cover their own computer, one installation each. */
function coverBound(line: readonly Installation[], counting: readonly RightToday[], found: Found) {
  const used = new Set<string>()
  for (const installation of line) {
    const right = counting.find(
      (right) => right.bound && !used.has(right.id) && !whyNotCover(right, installation),
    )
    if (!right) continue
    used.add(right.id)
    found.set(installation.id, { entitlementId: right.id, unitNo: 1, reason: 'bound' })
  }
}

/** Assigned units cover their computer once, or their person's computers up to the devices a user may have. */
function coverAssigned(
  line: readonly Installation[],
  counting: readonly RightToday[],
  assignments: readonly Assignment[],
  found: Found,
) {
  const units = counting.flatMap((right) =>
    right.bound
      ? []
      : assignments
          .filter(({ entitlementId }) => entitlementId === right.id)
          .toSorted((a, b) => a.unitNo - b.unitNo)
          .map((assignment) => {
            const many = assignment.personId !== null && right.devices > 1
            return {
              right,
              assignment,
              many,
              left: assignment.personId === null ? 1 : right.devices,
              met: new Set<string>(),
            }
          }),
  )
  const ofHolder = Map.groupBy(units, ({ assignment }) => assignment.computerId ?? assignment.personId)
  const placeOf = new Map(units.map((unit, place) => [unit, place]))
  for (const installation of line) {
    const { computerId, personId } = installation
    const own = [...(ofHolder.get(computerId) ?? []), ...(personId ? (ofHolder.get(personId) ?? []) : [])]
    const unit = own
      .toSorted((a, b) => placeOf.get(a)! - placeOf.get(b)!)
      .find(
        ({ right, assignment, many, left, met }) =>
          fits(right, assignment, installation) && (left > 0 || (many && met.has(computerId))),
      )
    if (!unit) continue
    if (!unit.many || !unit.met.has(installation.computerId)) unit.left -= 1
    unit.met.add(installation.computerId)
    found.set(installation.id, {
      entitlementId: unit.right.id,
      unitNo: unit.assignment.unitNo,
      reason: 'assigned',
    })
  }
}

/** Uncovered installations take free units; a person's unit with a free device goes before a new one. */
function coverFromPool(line: readonly Installation[], pools: readonly Pool[], found: Found) {
  const personal = new Map<string, { pool: Pool; unit: Unit; left: number; met: Set<string> }>()
  for (const installation of line) {
    const { productId, editionId, personId, computerId } = installation
    const person = `${productId} ${editionId} ${personId ?? computerId}`
    const own = personal.get(person)
    if (own && !whyNotCover(own.pool.right, installation) && (own.left > 0 || own.met.has(computerId))) {
      if (!own.met.has(computerId)) own.left -= 1
      own.met.add(computerId)
      found.set(installation.id, { ...own.unit, reason: 'pool' })
      continue
    }
    const pool = pools.find(
      (pool) => pool.left > 0 && isOnSite(pool.right, installation) && !whyNotCover(pool.right, installation),
    )
    if (!pool) continue
    const unit = take(pool)
    found.set(installation.id, { ...unit, reason: 'pool' })
    if (pool.right.metric === 'user')
      personal.set(person, { pool, unit, left: pool.right.devices - 1, met: new Set([computerId]) })
  }
}

/** Stand-alone parts take a unit of a suite that holds them: the computer's own, else a free one for all its parts. */
function coverBySuite(
  open: readonly Installation[],
  pools: readonly Pool[],
  parts: Estate['parts'],
  found: Found,
) {
  if (parts.length === 0) return
  const held = new Map<string, Unit>()
  const at = (suiteId: string, computerId: string) => `${suiteId} ${computerId}`
  const suiteIds = new Set(parts.map(({ suiteId }) => suiteId))
  for (const { id, productId, computerId } of open) {
    const unit = found.get(id)
    const place = at(productId, computerId)
    if (unit && suiteIds.has(productId) && !held.has(place)) held.set(place, unit)
  }
  const byEnd = pools.toSorted((a, b) => byEndThenNo(a.right, b.right))
  for (const { id, productId, computerId } of open.toSorted(byComputer)) {
    const suites = parts
      .filter(({ partId }) => partId === productId)
      .map(({ suiteId }) => suiteId)
      .toSorted()
    if (found.has(id) || suites.length === 0) continue
    const own = suites.map((suiteId) => held.get(at(suiteId, computerId))).find(Boolean)
    const pool = own
      ? null
      : byEnd.find(({ right, left }) => left > 0 && right.siteId === null && suites.includes(right.productId))
    const unit = own ?? (pool ? take(pool) : null)
    if (!unit) continue
    if (pool) held.set(at(pool.right.productId, computerId), unit)
    found.set(id, { entitlementId: unit.entitlementId, unitNo: unit.unitNo, reason: 'suite' })
  }
}

// Of several refusals the one that lies nearest to being covered is told.
const nearest: Reason[] = [
  'no-free-unit',
  'bound-elsewhere',
  'suspended',
  'not-in-term',
  'evaluation',
  'academic',
  'household',
  'release-too-new',
  'release-too-old',
  'other-edition',
]

function answer(installation: Installation, rights: readonly RightToday[], found: Found): Coverage {
  const unit = found.get(installation.id)
  if (unit) return { installationId: installation.id, ...unit }
  return {
    installationId: installation.id,
    entitlementId: null,
    unitNo: null,
    reason: refusal(installation, rights),
  }
}

function refusal(installation: Installation, rights: readonly RightToday[]): Reason {
  if (!installation.determined) return 'undetermined'
  if (installation.household) return 'household'
  const reasons = rights
    .filter(({ productId }) => productId === installation.productId)
    // A bound unit that has covered another row of the same computer is bound there.
    .map((right) => whyNotCover(right, installation) ?? (right.bound ? 'bound-elsewhere' : 'no-free-unit'))
  return nearest.find((reason) => reasons.includes(reason as Refusal)) ?? 'no-entitlement'
}

const isPooled = ({ bound, metric, siteId }: RightToday) =>
  !bound && (metric === 'device' || metric === 'user' || siteId !== null)

function poolOf(right: RightToday, assignments: readonly Assignment[]): Pool {
  const seated = new Set(
    assignments.filter(({ entitlementId }) => entitlementId === right.id).map(({ unitNo }) => unitNo),
  )
  const free = Array.from({ length: right.quantity ?? 0 }, (_, place) => place + 1).filter(
    (no) => !seated.has(no),
  )
  return {
    right,
    left: (right.quantity ?? Infinity) - seated.size,
    taken: 0,
    freeUnits: (nth) => (right.quantity === null ? null : (free[nth] ?? null)),
  }
}

function take(pool: Pool): Unit {
  const unitNo = pool.freeUnits(pool.taken)
  pool.left -= 1
  pool.taken += 1
  return { entitlementId: pool.right.id, unitNo }
}

const isOnSite = ({ siteId }: RightToday, installation: Installation) =>
  siteId === null || siteId === installation.siteId
const fits = (right: RightToday, { hasReason }: Assignment, installation: Installation) =>
  !whyNotCover(right, hasReason ? { ...installation, editionId: right.editionId } : installation)

const compare = <T extends string | number>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0)
const inLine = (a: Installation, b: Installation) =>
  compare(a.productId, b.productId) ||
  compare(a.editionId ?? '~', b.editionId ?? '~') ||
  a.rank - b.rank ||
  byComputer(a, b)
const byComputer = (a: Installation, b: Installation) =>
  compare(a.computerNo, b.computerNo) || compare(a.id, b.id)
const byEndThenNo = (a: RightToday, b: RightToday) =>
  compare(a.endsOn ?? '~', b.endsOn ?? '~') || compare(a.no, b.no)
const byPreference = (a: RightToday, b: RightToday) => compare(a.hi, b.hi) || byEndThenNo(a, b)
