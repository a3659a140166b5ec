import { forwardRef, type InputHTMLAttributes, type ReactNode } from 'react'
import { FieldError, FieldHint, wiringOf, type FieldProps } from './field'

type CheckFieldProps = Pick<FieldProps, 'name' | 'hint' | 'error' | 'id'> & {
  label: ReactNode
} & Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'id' | 'type'>

/** `<CheckField name="consent" label="I have read the rules" />`: one yes or no; posts its value (`on`) or nothing. */
export const CheckField = forwardRef<HTMLInputElement, CheckFieldProps>(function CheckField(
  { name, label, hint, error, id = name, value = 'on', defaultValue, defaultChecked, ...input },
  ref,
) {
  return (
    <div>
      <label className="flex min-h-row items-start gap-2 py-1.5">
        <input
          {...input}
          {...wiringOf({ id, name, hint, error })}
          ref={ref}
          type="checkbox"
          value={value}
          defaultChecked={defaultChecked ?? defaultValue === value}
          className="mt-0.5 size-4.5"
        />
        <span className="min-w-0">{label}</span>
      </label>
      <FieldError id={id} error={error} />
      <FieldHint id={id} hint={hint} />
    </div>
  )
})
