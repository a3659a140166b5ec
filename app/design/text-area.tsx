import { forwardRef, type TextareaHTMLAttributes } from 'react'
import { Field, type FieldProps } from './field'

type TextAreaProps = FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'name' | 'id'>

/** `<TextArea name="reason" label="Reason" rows={4} />`: several lines; grows with its text where the browser can. */
export const TextArea = forwardRef<HTMLTextAreaElement, TextAreaProps>(function TextArea(
  { name, label, hint, error, optional, id, width, rows = 4, ...area },
  ref,
) {
  return (
    <Field {...{ name, label, hint, error, optional, id, width }}>
      {(wiring) => (
        <textarea
          {...area}
          {...wiring}
          ref={ref}
          rows={rows}
          className="control block field-sizing-content min-h-24 py-1.5"
        />
      )}
    </Field>
  )
})
