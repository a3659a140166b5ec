import { forwardRef, useState, type FocusEvent } from 'react'
import { parseMoney } from '~/kernel/money'
import { inWords } from '~/kernel/money-words'
import { Field } from './field'
import { formatMoney } from './format'
import { useLocale } from './locale'
import type { TextFieldProps } from './text-field'

type MoneyFieldProps = Omit<TextFieldProps, 'unit'> & {
  /** Its symbol or code stands inside the field; the words below are for yuan only. */
  currency?: string
}

/** `<MoneyField name="ceiling" label="Ceiling" />`: an amount in yuan; on leaving says what was understood: in zh in words (大写), in en as a figure. */
export const MoneyField = forwardRef<HTMLInputElement, MoneyFieldProps>(function MoneyField(
  { name, label, hint, error, optional, id = name, width = 'short', currency = 'CNY', onBlur, ...input },
  ref,
) {
  const [left, setLeft] = useState(String(input.defaultValue ?? input.value ?? ''))
  const words = useWords(currency === 'CNY' ? left : '')
  const leave = (event: FocusEvent<HTMLInputElement>) => {
    setLeft(event.target.value)
    onBlur?.(event)
  }
  return (
    <Field
      {...{ name, label, hint, error, optional, id, width }}
      after={
        // Its line is kept free: a button that moved away under the pressed mouse would not be clicked.
        <output htmlFor={id} className="mt-1 block min-h-lh text-sm">
          {words}
        </output>
      }
    >
      {(wiring) => (
        <div className="relative">
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 left-0 flex w-9 items-center justify-center text-sm text-ink-soft"
          >
            {currency === 'CNY' ? '¥' : currency}
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

/** What was understood of a typed amount; nothing while it is not an amount. */
function useWords(typed: string): string | null {
  const locale = useLocale()
  const fen = parseMoney(typed)
  if (typeof fen !== 'bigint') return null
  return locale === 'zh' ? inWords(fen) : formatMoney(locale, fen)
}
