import { addDays, addMonths, type Day } from '~/kernel/workdays'
import { cover, type Installation } from '../coverage'
import { isHeld, rightOn, type Right } from '../rights'
import { familiesOf, type Coming, type Machine, type Market, type Sold, type WholeEstate } from './estate'
import type { Supposition } from './supposition'

/** What would be taken off which computer. */
export type Removed = { installationId: string; productId: string; computerId: string; computerNo: string }

export type Supposed = { whole: WholeEstate; removed: Removed[] }

/**
 * The estate as it would be, one supposition after the other; a day holds for all of them. What somebody else's or
 * nobody's id stands for changes nothing.
 */
export function suppose(whole: WholeEstate, all: readonly Supposition[], market: Market): Supposed {
  const on = all.find((it) => it.kind === 'on')
  const start: Supposed = { whole: on ? { ...whole, day: on.day } : whole, removed: [] }
  return all.reduce((so, it, place) => step(so, it, market, place), start)
}

function step({ whole, removed }: Supposed, it: Supposition, market: Market, place: number): Supposed {
  const same = { whole, removed }
  if (it.kind === 'on') return same
  if (it.kind === 'retire') return { whole: retired(whole, it.department), removed }
  if (it.kind === 'lose')
    return { whole: { ...whole, rights: whole.rights.filter(({ id }) => id !== it.id) }, removed }
  if (it.kind === 'order') {
    const lines = market.coming.filter(({ orderId }) => orderId === it.id)
    const rights = lines.flatMap((line) => delivered(line, whole.day, market))
    return { whole: { ...whole, rights: [...whole.rights, ...rights] }, removed }
  }
  const edition = market.editions.find(({ id }) => id === it.id)
  if (!edition) return same
  if (it.kind === 'buy') {
    const right = bought(edition, it.units, whole.day, place)
    return { whole: { ...whole, rights: [...whole.rights, right] }, removed }
  }
  if (it.kind === 'install') return { whole: installed(whole, edition, it.units, place), removed }
  const gone = removable(whole, edition, it.units)
  const ids = new Set(gone.map(({ installationId }) => installationId))
  const left = whole.installations.filter(({ id }) => !ids.has(id))
  return { whole: { ...whole, installations: left }, removed: [...removed, ...gone] }
}

/** The computers of a department leave: what came with them goes too, and units assigned to them are free again. */
function retired(whole: WholeEstate, department: string): WholeEstate {
  const gone = new Set(
    whole.machines.filter((machine) => machine.department === department).map(({ id }) => id),
  )
  return {
    ...whole,
    machines: whole.machines.filter(({ id }) => !gone.has(id)),
    installations: whole.installations.filter(({ computerId }) => !gone.has(computerId)),
    rights: whole.rights.filter((right) => !(right.boundComputerId && gone.has(right.boundComputerId))),
    assignments: whole.assignments.filter(({ computerId }) => !(computerId && gone.has(computerId))),
    questions: whole.questions.filter(({ computerId }) => !gone.has(computerId)),
  }
}

/** New units of an edition, as it is usually sold, for every release of it. */
function bought({ id, productId, ...sold }: Sold, quantity: number, day: Day, place: number): Right {
  return {
    ...held,
    id: `bought-${place}`,
    no: `~${String(place).padStart(4, '0')}`,
    productId,
    editionId: id,
    releaseId: null,
    metric: sold.metric,
    quantity,
    term: sold.term,
    startsOn: day,
    endsOn: endOf(sold.term, day, sold.termMonths),
    purpose: sold.household ? 'household' : 'commercial',
    rights: sold.rights,
  }
}

function delivered(line: Coming, day: Day, { editions }: Market): Right[] {
  const edition = editions.find(({ id }) => id === line.editionId)
  if (!edition) return []
  const startsOn = line.startsOn ?? day
  return [
    {
      ...held,
      id: line.lineId,
      no: `~${line.lineId}`,
      productId: edition.productId,
      editionId: edition.id,
      releaseId: line.releaseId,
      metric: line.metric,
      quantity: line.quantity,
      term: line.term,
      startsOn,
      endsOn: line.endsOn ?? endOf(line.term, startsOn, line.termMonths),
      purpose: edition.household ? 'household' : (line.rights.purpose ?? 'commercial'),
      rights: line.rights,
    },
  ]
}

const held = {
  siteId: null,
  state: 'active',
  hasEvidence: true,
  maintenanceUntil: null,
  channel: 'unknown',
  boundComputerId: null,
} as const

const endOf = (term: Right['term'], from: Day, months: number | null): Day | null =>
  term === 'perpetual' ? null : addDays(addMonths(from, months ?? 12), -1)

/** The newest release of an edition on further computers, which nobody is known to use. */
function installed(whole: WholeEstate, edition: Sold, units: number, place: number): WholeEstate {
  const rank = Math.max(
    0,
    ...whole.releases.filter(({ productId }) => productId === edition.productId).map((it) => it.rank),
  )
  const machines = Array.from({ length: units }, (_, nth): Machine => {
    // Sorts after every number that is given out, as a computer that comes later does.
    const no = `\uffff${String(place).padStart(4, '0')}-${String(nth).padStart(6, '0')}`
    const facts = { department: null, personId: null, siteId: null, cores: null, sockets: null }
    return { id: no, no, ...facts, isInUse: true, listed: { software: true, os: true, ever: true } }
  })
  const installations = machines.map(({ id, no }): Installation => ({
    id,
    productId: edition.productId,
    editionId: edition.id,
    rank,
    computerId: id,
    computerNo: no,
    personId: null,
    siteId: null,
    determined: true,
    household: edition.household,
  }))
  return {
    ...whole,
    machines: [...whole.machines, ...machines],
    installations: [...whole.installations, ...installations],
  }
}

/** What to uninstall of an edition: first what no right covers, then the covered ones from the end of the line. */
function removable(whole: WholeEstate, edition: Sold, units: number): Removed[] {
  const family = familiesOf(whole).find((products) => products.includes(edition.productId)) ?? []
  const line = cover({
    installations: whole.installations.filter(({ productId }) => family.includes(productId)),
    rights: whole.rights
      .filter((right) => isHeld(right) && family.includes(right.productId))
      .map((right) => rightOn(whole.day, right, whole.releases)),
    assignments: whole.assignments,
    parts: whole.parts,
  })
  const byId = new Map(whole.installations.map((it) => [it.id, it]))
  const own = line.filter(({ installationId }) => byId.get(installationId)!.editionId === edition.id)
  const uncovered = own.filter(({ entitlementId }) => entitlementId === null)
  const covered = own.filter(({ entitlementId }) => entitlementId !== null).toReversed()
  return [...uncovered, ...covered].slice(0, units).map(({ installationId }) => {
    const { productId, computerId, computerNo } = byId.get(installationId)!
    return { installationId, productId, computerId, computerNo }
  })
}
