import * as z from 'zod'
import { ownerships } from '~/people/form'
import { positionStatuses } from '../status'

export const organizationStatuses = ['gap', 'unknown', 'not_inspected', ...positionStatuses.slice(2)] as const

/** By what a list of enterprises sorts; without being asked the worst stand first. */
export const oversightSorts = ['name', 'status', 'gaps', 'gap', 'listed', 'known', 'since'] as const
export type OversightSort = (typeof oversightSorts)[number]

const text = (longest: number) => z.string().trim().max(longest).optional().catch(undefined)

const shape = z.object({
  q: text(80),
  status: z
    .enum(organizationStatuses as unknown as [string, ...string[]])
    .optional()
    .catch(undefined),
  district: z
    .string()
    .regex(/^\d{6}$/)
    .optional()
    .catch(undefined),
  sector: z
    .string()
    .regex(/^[A-Z]\d{0,4}$/)
    .optional()
    .catch(undefined),
  ownership: z.enum(ownerships).optional().catch(undefined),
  sort: z
    .templateLiteral([z.enum(['', '-']), z.enum(oversightSorts)])
    .optional()
    .catch(undefined),
  after: z.uuid().optional().catch(undefined),
})

/** What a list of enterprises is asked for in the address; a value that means nothing is not asked for. */
export const oversightFilter = (params: URLSearchParams) =>
  shape.parse(Object.fromEntries([...params].filter(([, value]) => value !== '')))

export type OversightFilter = ReturnType<typeof oversightFilter>

/** Which installations of a product are asked for. */
export const installationFilters = ['gap', 'covered', 'undetermined'] as const
export type InstallationFilter = (typeof installationFilters)[number]
