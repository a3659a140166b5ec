import { forwardRef } from 'react'
import { TextField, type TextFieldProps } from './text-field'

/** `<NumberField name="quantity" label="Quantity" unit="seats" />`: digits as text, so that no wheel or spinner changes them. */
export const NumberField = forwardRef<HTMLInputElement, TextFieldProps>(function NumberField(field, ref) {
  return <TextField width="short" inputMode="numeric" autoComplete="off" {...field} ref={ref} />
})
