import * as z from 'zod'

const secret = z.string().regex(/^[0-9a-f]{64}$/)

/** `seed/1`: the lottery among equals and the salt of buyers' codes, drawn before anyone bids (procurement.md §6). */
export const seedItem = z.object({ format: z.literal('seed/1'), seed: secret, codeSalt: secret })
export type SeedItem = z.infer<typeof seedItem>
