import { forwardRef, type InputHTMLAttributes } from 'react'
import { Field, type FieldProps } from './field'

export type TextFieldProps = FieldProps & {
  /** Stands inside the field, at its end. */
  unit?: string
} & Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'id' | 'width'>

/** `<TextField name="title" label="Title" {...register('title')} />`: one line of text, also with `type="email"`, `"date"` … */
export const TextField = forwardRef<HTMLInputElement, TextFieldProps>(function TextField(
  { name, label, hint, error, optional, id, width, unit, ...input },
  ref,
) {
  return (
    <Field {...{ name, label, hint, error, optional, id, width }}>
      {(wiring) => (
        <div className="relative">
          <input {...input} {...wiring} ref={ref} className={`control ${unit ? 'pr-16' : ''}`} />
          {unit && (
            <span
              aria-hidden
              className="pointer-events-none absolute inset-y-0 right-0 flex max-w-16 items-center pr-2.5 text-sm text-ink-soft"
            >
              {unit}
            </span>
          )}
        </div>
      )}
    </Field>
  )
})
