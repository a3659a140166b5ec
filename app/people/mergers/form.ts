import * as z from 'zod'
import { dayField, fileField } from '~/kernel/fields'
import { usccField } from '../form'

/** Which enterprise goes on for one that was merged, since when by the business register, and its notice. */
export const mergerForm = z.object({ uscc: usccField, mergedOn: dayField, notice: fileField })

export type MergerValues = z.output<typeof mergerForm>
