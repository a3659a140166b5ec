import { uuidForm } from '~/kernel/fields'
import type { Day } from '~/kernel/workdays'

/** What is supposed: numbers of an edition, an order that is delivered, a right that falls away, a department that goes, a day. */
export type Supposition =
  | { kind: 'buy'; id: string; units: number }
  | { kind: 'install'; id: string; units: number }
  | { kind: 'uninstall'; id: string; units: number }
  | { kind: 'order'; id: string }
  | { kind: 'lose'; id: string }
  | { kind: 'retire'; department: string }
  | { kind: 'on'; day: Day }

/** Numbers of an edition. */
export const counted = ['buy', 'install', 'uninstall'] as const

export const mostUnits = 10_000
const mostSuppositions = 12

/** As it stands in an address: `buy:EDITION:6`, `order:ID`, `lose:ID`, `retire:DEPARTMENT`, `on:2027-03-01`. */
export function textOf(it: Supposition): string {
  if (it.kind === 'on') return `on:${it.day}`
  if (it.kind === 'retire') return `retire:${it.department}`
  return it.kind === 'order' || it.kind === 'lose' ? `${it.kind}:${it.id}` : `${it.kind}:${it.id}:${it.units}`
}

/** What a text of an address supposes; null where it says nothing. */
export function suppositionOf(text: string): Supposition | null {
  const kind = text.slice(0, text.indexOf(':'))
  const rest = text.slice(kind.length + 1)
  if (kind === 'on') return isDay(rest) ? { kind, day: rest } : null
  if (kind === 'retire') return rest.length > 0 && rest.length <= 120 ? { kind, department: rest } : null
  if (kind === 'order' || kind === 'lose') return uuidForm.test(rest) ? { kind, id: rest } : null
  const [id = '', units = ''] = rest.split(':')
  const isCount = counted.find((one) => one === kind)
  const isMeant = uuidForm.test(id) && /^[1-9]\d{0,4}$/.test(units) && Number(units) <= mostUnits
  return isCount && isMeant ? { kind: isCount, id, units: Number(units) } : null
}

/** The suppositions of an address, each once, in their order; of several days the last one holds. */
export function suppositionsOf(texts: readonly string[]): Supposition[] {
  const all = [...new Set(texts)].map(suppositionOf).filter((it) => it !== null)
  const day = all.findLast(({ kind }) => kind === 'on')
  return all.filter((it) => it.kind !== 'on' || it === day).slice(0, mostSuppositions)
}

const isDay = (text: string) =>
  /^20\d{2}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text)
