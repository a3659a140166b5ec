import * as z from 'zod'
import { type Certificate, reasons } from '../certificate'
import type { Read } from './input'

const name = z.string()
const amount = z.string().regex(/^(0|[1-9]\d*)$/)
const signed = z.string().regex(/^(0|-?[1-9]\d*)$/)
const whole = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const hash = z.string().regex(/^sha256:[0-9a-f]{64}$/)
const assign = z.array(z.tuple([name, name, name, whole]))

const shape = z.object({
  format: z.literal('award-certificate/1'),
  rules: z.literal('muster-award/1'),
  method: z.enum(['saving', 'comprehensive', 'tqd']),
  instance: z.object({ id: name, hash }),
  options: z.object({ noWorseOff: z.boolean(), seed: z.string().regex(/^[0-9a-f]{64}$/) }),
  objective: amount,
  cost: amount,
  winners: z.array(
    z.object({
      lot: name,
      vendor: name,
      tier: whole,
      bundle: whole.nullable(),
      unitPrice: amount,
      quantity: whole,
      pledges: whole,
    }),
  ),
  assign,
  unserved: z.array(z.tuple([name, name, z.enum(reasons)])),
  bound: z
    .object({
      method: z.enum(['plan-lagrangian/1', 'plan-lagrangian/2']),
      alpha: z.record(z.string(), amount),
      beta: z.record(z.string(), amount),
      lambda: z.record(z.string(), z.record(z.string(), signed)).optional(),
      value: amount,
    })
    .nullable(),
  solverBound: z.object({ value: amount, engine: name, tolerance: z.string() }).nullable(),
  gapPpm: whole.nullable(),
  status: z.enum(['optimal', 'gap', 'ranked']),
  counts: z.object({ pledges: whole, served: whole, units: whole, envied: whole, improvable: whole }),
  scoring: z.array(
    z.object({
      lot: name,
      vendor: name,
      n: amount,
      priceScore: whole,
      quality: whole,
      total: whole,
      rank: whole,
      quantity: whole,
      unitPrice: amount,
    }),
  ),
  engine: z.object({
    name,
    version: z.string(),
    milp: z.string().nullable(),
    milpOptions: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullable(),
    stoppedBy: z.enum(['proof', 'gap', 'nodes', 'time']),
    reproducible: z.boolean(),
  }),
  flow: z.array(z.tuple([name, whole, whole])).optional(),
  awardHash: hash,
  hash,
})

export const readCertificate = (json: unknown): Read<Certificate> => read(json, shape) as Read<Certificate>

/** A counter-award: a whole certificate, or nothing but who is served by whom. */
export const readCandidate = (json: unknown): Read<Pick<Certificate, 'assign'>> =>
  read(json, z.object({ assign })) as Read<Pick<Certificate, 'assign'>>

function read(json: unknown, form: z.ZodType): Read<unknown> {
  const parsed = form.safeParse(json)
  if (parsed.success) return { value: json }
  return {
    faults: parsed.error.issues.map(({ code, path, message }) => ({ code, path: path.join('.'), message })),
  }
}
