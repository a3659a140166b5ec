import { forwardRef } from 'react'
import { TextField, type TextFieldProps } from './text-field'

/** `<DateField name="neededBy" label="Needed by" />`: a day, or with `time` a minute, in the browser's own picker. */
export const DateField = forwardRef<HTMLInputElement, TextFieldProps & { time?: boolean }>(function DateField(
  { time = false, ...field },
  ref,
) {
  return (
    <TextField
      width={time ? 'medium' : 'short'}
      {...field}
      ref={ref}
      type={time ? 'datetime-local' : 'date'}
    />
  )
})
