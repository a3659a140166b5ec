import * as z from 'zod'
import { fileField } from '~/kernel/fields'

export const registrationForm = z.object({ file: fileField })
