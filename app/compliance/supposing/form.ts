import * as z from 'zod'

/** Turning what is supposed to be bought into drafts of demand. */
export const whatIfForm = z.object({ move: z.literal('demand') })
