import { forwardRef, useState, type FocusEvent } from 'react'
import { Field } from './field'
import type { TextFieldProps } from './text-field'

type MoneyFieldProps = Omit<TextFieldProps, 'unit'> & {
  /** Code or symbol that stands inside the field. */
  currency?: string
  /** The amount in words (大写) for what was typed; null while it is not an amount. */
  inWords?: (typed: string) => string | null
}

/** `<MoneyField name="ceiling" label="Ceiling" inWords={rmbInWords} />`: an amount in yuan; says it in words on leaving. */
export const MoneyField = forwardRef<HTMLInputElement, MoneyFieldProps>(function MoneyField(
  {
    name,
    label,
    hint,
    error,
    optional,
    id = name,
    width = 'short',
    currency = '¥',
    inWords,
    onBlur,
    ...input
  },
  ref,
) {
  const [left, setLeft] = useState(String(input.defaultValue ?? input.value ?? ''))
  const words = left.trim() ? inWords?.(left) : null
  const leave = (event: FocusEvent<HTMLInputElement>) => {
    setLeft(event.target.value)
    onBlur?.(event)
  }
  return (
    <Field
      {...{ name, label, hint, error, optional, id, width }}
      after={
        inWords && (
          <output htmlFor={id} className="mt-1 block text-sm empty:hidden">
            {words}
          </output>
        )
      }
    >
      {(wiring) => (
        <div className="relative">
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 left-0 flex w-9 items-center justify-center text-sm text-ink-soft"
          >
            {currency}
          </span>
          <input
            inputMode="decimal"
            autoComplete="off"
            {...input}
            {...wiring}
            ref={ref}
            onBlur={leave}
            className="control pl-9 text-right"
          />
        </div>
      )}
    </Field>
  )
})
