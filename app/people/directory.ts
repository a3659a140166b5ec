import * as z from 'zod'
import { uuidForm } from '~/kernel/fields'
import { listings, ownerships, scales } from './form'
import { organizationLifecycle } from './lifecycle'

export const organizationKinds = ['enterprise', 'vendor', 'agency', 'mediation_body'] as const
export const registrationStates = ['active', 'abnormal', 'revoked', 'canceled', 'unknown'] as const

/** By what the directory sorts; without being asked the newest stand first. */
export const directorySorts = ['name', 'uscc', 'district', 'since'] as const
export type DirectorySort = (typeof directorySorts)[number]

const one = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values).optional().catch(undefined)

const shape = z.object({
  q: z.string().trim().max(80).optional().catch(undefined),
  kind: one(organizationKinds),
  state: one(organizationLifecycle.states as unknown as ['verified', ...'verified'[]]),
  district: z
    .string()
    .regex(/^\d{6}$/)
    .optional()
    .catch(undefined),
  sector: z
    .string()
    .regex(/^[A-T]\d{0,2}$/)
    .optional()
    .catch(undefined),
  ownership: one(ownerships),
  scale: one(scales),
  listing: one(listings),
  registration: one(registrationStates),
  /** An agency whose enterprises are asked for, or `none`: those that nobody answers for. */
  agency: z.string().regex(uuidForm).or(z.literal('none')).optional().catch(undefined),
  sort: z
    .templateLiteral([z.enum(['', '-']), z.enum(directorySorts)])
    .optional()
    .catch(undefined),
  after: z.string().regex(uuidForm).optional().catch(undefined),
})

/** What the directory is asked for in the address; a value that means nothing is not asked for. */
export const directoryFilter = (params: URLSearchParams) =>
  shape.parse(Object.fromEntries([...params].filter(([, value]) => value !== '')))

export type DirectoryFilter = z.output<typeof shape>
