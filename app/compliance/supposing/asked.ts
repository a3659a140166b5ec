import { counted, mostUnits, suppositionOf, suppositionsOf, textOf, type Supposition } from './supposition'

export type Asked = {
  suppositions: Supposition[]
  /** The address that holds what the form has just added; null: nothing was added. */
  next: string | null
  /** The number that was typed and is none. */
  badUnits: string | null
}

/** What an address supposes, and what the fields of its forms would add to it. */
export function askedIn(params: URLSearchParams): Asked {
  const standing = params.getAll('s')
  const suppositions = suppositionsOf(standing)
  const [kind, edition, typed] = [params.get('kind'), params.get('edition'), params.get('units')?.trim()]
  const units = typed?.normalize('NFKC') ?? ''
  const counts = counted.includes(kind as 'buy') && edition
  const isNumber = /^\d{1,5}$/.test(units) && Number(units) >= 1 && Number(units) <= mostUnits
  const added = [
    counts && isNumber ? `${kind}:${edition}:${Number(units)}` : null,
    params.get('event'),
    params.get('day') ? `on:${params.get('day')}` : null,
  ].filter((text): text is string => text !== null && suppositionOf(text) !== null)
  return {
    suppositions,
    next: added.length > 0 ? addressOf(suppositionsOf([...standing, ...added])) : null,
    badUnits: counts && !isNumber ? (typed ?? '') : null,
  }
}

export function addressOf(suppositions: readonly Supposition[]): string {
  const params = new URLSearchParams(suppositions.map((it) => ['s', textOf(it)]))
  return suppositions.length === 0 ? '/compliance/what-if' : `/compliance/what-if?${params}`
}

/** The address without one of its suppositions. */
export const addressWithout = (suppositions: readonly Supposition[], place: number) =>
  addressOf(suppositions.filter((_, at) => at !== place))
