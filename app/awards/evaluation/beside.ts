import type { Certificate } from '../certificate'
import type { Instance } from '../instance'
import { compare } from './comparison'

export type Computed = { instance: Instance; certificate: Certificate | null }

/** What one computation made of a bid: whether it was in, its effective price, and what it was awarded. */
export type Side = {
  isIn: boolean
  effectivePrice: bigint | null
  unitPrice: bigint | null
  quantity: number | null
}

export type Beside = { vendorId: string; before: Side; after: Side; isChanged: boolean }

/** Two computations of a round beside each other, by the lot's code: every vendor that one of them had in it. */
export function besideOf(before: Computed, after: Computed): Map<string, Beside[]> {
  const [was, is] = [sidesOf(before), sidesOf(after)]
  const keys = [...new Set([...was.keys(), ...is.keys()])].toSorted()
  const rows = keys.map((key) => {
    const [lot, vendorId] = key.split(' ') as [string, string]
    const [old, now] = [was.get(key) ?? out, is.get(key) ?? out]
    return { lot, vendorId, before: old, after: now, isChanged: differ(old, now) }
  })
  return new Map(
    [...Map.groupBy(rows, ({ lot }) => lot)].map(([lot, its]) => [lot, its.map(({ lot: _, ...row }) => row)]),
  )
}

const out: Side = { isIn: false, effectivePrice: null, unitPrice: null, quantity: null }

function sidesOf({ instance, certificate }: Computed): Map<string, Side> {
  const figures = compare(instance)
  return new Map(
    instance.bids.map(({ lot, vendor }) => {
      const won = certificate?.winners.find((winner) => winner.lot === lot && winner.vendor === vendor)
      const effectivePrice = figures.get(lot)?.bids.get(vendor)?.effectivePrice ?? null
      const awarded = { unitPrice: won ? BigInt(won.unitPrice) : null, quantity: won?.quantity ?? null }
      return [`${lot} ${vendor}`, { isIn: true, effectivePrice, ...awarded }]
    }),
  )
}

const differ = (a: Side, b: Side) =>
  a.isIn !== b.isIn ||
  a.effectivePrice !== b.effectivePrice ||
  a.unitPrice !== b.unitPrice ||
  a.quantity !== b.quantity
