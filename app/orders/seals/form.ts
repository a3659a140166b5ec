import * as z from 'zod'
import { fileField } from '~/kernel/fields'

// A message here is a code; texts have the sentences.
const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** The stamped paper of the text with this hash, or the one that waits taken back. */
export const scanForm = z.object({ move: z.literal('send'), hash, file: fileField })

export const scanSideMoves = z.discriminatedUnion('move', [
  scanForm,
  z.object({ move: z.literal('withdraw'), scanId: z.uuid() }),
])

/** What the office does with a scan. */
export const scanOfficeMoves = z.discriminatedUnion('move', [
  z.object({ move: z.literal('check'), scanId: z.uuid() }),
  z.object({
    move: z.literal('refuse'),
    scanId: z.uuid(),
    reason: z.string().trim().min(2, 'reason-needed').max(1000, 'too-long'),
  }),
])

export type ScanOfficeValues = z.output<typeof scanOfficeMoves>
