import { forwardRef, type SelectHTMLAttributes } from 'react'
import { Field, type FieldProps } from './field'
import { Icon } from './icons'
import { useDesignTexts } from './texts'

export type Option = { value: string; label: string; disabled?: boolean }
export type OptionGroup = { label: string; options: readonly Option[] }

type SelectFieldProps = FieldProps & {
  options: readonly (Option | OptionGroup)[]
  /** Offer an empty choice first; its label, or true for the usual word. */
  empty?: boolean | string
} & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'name' | 'id'>

/** `<SelectField name="metric" label="Metric" options={[{ value, label }]} />`: the browser's own list of choices. */
export const SelectField = forwardRef<HTMLSelectElement, SelectFieldProps>(function SelectField(
  { name, label, hint, error, optional, id, width, ...rest },
  ref,
) {
  return (
    <Field {...{ name, label, hint, error, optional, id, width }}>
      {(wiring) => <Select {...rest} {...wiring} ref={ref} />}
    </Field>
  )
})

type SelectProps = Pick<SelectFieldProps, 'options' | 'empty'> & SelectHTMLAttributes<HTMLSelectElement>

export const Select = forwardRef<HTMLSelectElement, SelectProps>(function Select(
  { options, empty, ...select },
  ref,
) {
  const texts = useDesignTexts()
  return (
    <div className="relative">
      <select {...select} ref={ref} className="control appearance-none pr-8">
        {empty && <option value="">{empty === true ? texts.choose : empty}</option>}
        {options.map((entry) =>
          'options' in entry ? (
            <optgroup key={entry.label} label={entry.label}>
              {entry.options.map(optionOf)}
            </optgroup>
          ) : (
            optionOf(entry)
          ),
        )}
      </select>
      <Icon
        name="chevron-down"
        className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-4 text-ink-soft"
      />
    </div>
  )
})

function optionOf({ value, label, disabled }: Option) {
  return (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  )
}
