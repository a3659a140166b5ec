import * as z from 'zod'
import { awardHashOf, type Certificate, certificateHashOf } from '../certificate'
import { instanceHash } from '../instance'
import type { TqdInstance } from '../tqd'
import type { Verification, VerificationError } from '../verify'
import type { InputFault, Read } from './input'

const whole = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

const shape = z.object({
  format: z.literal('tqd-instance/1'),
  id: z.string().optional(),
  demand: z.array(whole).min(1),
  suppliers: z.array(
    z.object({
      id: z.string().min(1),
      cap: whole,
      intervals: z.array(z.object({ from: whole })).min(1),
      price: z.record(z.string().regex(/^(0|[1-9]\d*)$/), z.array(whole)),
    }),
  ),
})

/** Reads a `tqd-instance/1`; refuses with every fault that it has. */
export function readTqd(json: unknown): Read<TqdInstance> {
  const read = shape.safeParse(json)
  if (!read.success)
    return {
      faults: read.error.issues.map(({ code, path, message }) => ({ code, path: path.join('.'), message })),
    }
  const faults: InputFault[] = []
  const seen = new Set<string>()
  read.data.suppliers.forEach(({ id, intervals, price }, at) => {
    const wrong = (code: string, path: string, message: string) =>
      faults.push({ code, path: `suppliers.${at}.${path}`, message })
    if (seen.has(id)) wrong('duplicate', 'id', `${id} stands twice`)
    seen.add(id)
    intervals.forEach(({ from }, place) => {
      if (place > 0 && from <= intervals[place - 1]!.from)
        wrong('not-rising', `intervals.${place}.from`, 'must rise')
    })
    for (const [good, prices] of Object.entries(price)) {
      if (Number(good) >= read.data.demand.length) wrong('unknown', `price.${good}`, 'no such good')
      if (prices.length !== intervals.length)
        wrong('length', `price.${good}`, 'one price per interval is needed')
    }
  })
  return faults.length ? { faults } : { value: json as TqdInstance }
}

/** Whether a purchase meets the demand at the prices of its totals, recomputed with integers alone. */
export function verifyTqd(instance: TqdInstance, certificate: Certificate): Verification {
  const errors: VerificationError[] = []
  const wrong = (code: string, where: string) => errors.push({ code, where })
  const hash = `sha256:${instanceHash(instance)}`
  if (certificate.instance.hash !== hash) wrong('hash', 'instance.hash')
  if (certificate.awardHash !== awardHashOf(certificate)) wrong('hash', 'awardHash')
  if (certificate.hash !== certificateHashOf(certificate)) wrong('hash', 'hash')
  if (certificate.method !== 'tqd') wrong('options', 'method')
  const cost = costOf(instance, certificate.flow ?? [], wrong)
  if (certificate.cost !== String(cost)) wrong('cost', 'cost')
  if (certificate.objective !== '0') wrong('objective', 'objective')
  if (certificate.bound !== null || certificate.gapPpm !== null) wrong('bound', 'bound')
  if ((certificate.status === 'optimal') !== (certificate.solverBound?.value === certificate.cost))
    wrong('bound', 'status')
  return {
    format: 'award-verification/1',
    ok: errors.length === 0,
    errors,
    warnings: [],
    objective: '0',
    cost: String(cost),
    exactBound: null,
    gapPpm: null,
    optimal: false,
    instanceHash: hash,
    awardHash: awardHashOf(certificate),
  }
}

function costOf(
  { demand, suppliers }: TqdInstance,
  flow: NonNullable<Certificate['flow']>,
  wrong: (code: string, where: string) => void,
): bigint {
  const met = demand.map(() => 0)
  const totals = new Map<string, number>()
  const seen = new Set<string>()
  flow.forEach(([id, good, quantity], at) => {
    const supplier = suppliers.find((each) => each.id === id)
    if (!supplier?.price[good]) wrong('unknown-bid', `flow.${at}`)
    if (quantity < 1) wrong('quantity', `flow.${at}`)
    if (seen.has(JSON.stringify([id, good]))) wrong('double', `flow.${at}`)
    seen.add(JSON.stringify([id, good]))
    if (met[good] !== undefined) met[good] += quantity
    totals.set(id, (totals.get(id) ?? 0) + quantity)
  })
  met.forEach((units, good) => {
    if (units !== demand[good]) wrong('quantity', `demand.${good}`)
  })
  let cost = 0n
  for (const { id, cap, intervals, price } of suppliers) {
    const total = totals.get(id) ?? 0
    if (total > cap) wrong('capacity', id)
    if (total === 0) continue
    const at = intervals.findLastIndex(({ from }) => from <= total)
    if (at < 0) wrong('below-first-tier', id)
    for (const [supplier, good, quantity] of flow)
      if (supplier === id && at >= 0) cost += BigInt(price[good]?.[at] ?? 0) * BigInt(quantity)
  }
  return cost
}
