import { forwardRef, type InputHTMLAttributes, type ReactNode } from 'react'
import { FieldError, FieldHint, OptionalMark, type FieldProps } from './field'

export type Choice = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean }

type ChoiceGroupProps = Omit<FieldProps, 'width'> & {
  /** 'radio' for one of them, 'checkbox' for any of them. */
  type: 'radio' | 'checkbox'
  choices: readonly Choice[]
  /** What is chosen at first. */
  chosen?: string | readonly string[]
  /** Side by side, for two or three short words. */
  inline?: boolean
} & Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'id' | 'type' | 'width'>

/** `<ChoiceGroup type="radio" name="rule" label="Rule" choices={[…]} />`: few choices, all in sight. */
export const ChoiceGroup = forwardRef<HTMLInputElement, ChoiceGroupProps>(function ChoiceGroup(
  { name, label, hint, error, optional, id = name, type, choices, chosen, inline = false, ...input },
  ref,
) {
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined
  return (
    <fieldset aria-describedby={describedBy}>
      <legend className="mb-1 font-medium">
        {label} {optional && <OptionalMark />}
      </legend>
      <FieldError id={id} error={error} />
      <div className={inline ? 'flex flex-wrap gap-x-6' : ''}>
        {choices.map((choice, index) => (
          <label key={choice.value} className="flex min-h-row items-start gap-2 py-1.5">
            <input
              {...input}
              ref={ref}
              type={type}
              id={index === 0 ? id : `${id}-${choice.value}`}
              name={name}
              value={choice.value}
              defaultChecked={chosen === undefined ? undefined : [chosen].flat().includes(choice.value)}
              disabled={choice.disabled || input.disabled}
              aria-invalid={error && type === 'checkbox' ? true : undefined}
              className="mt-0.5 size-4.5 shrink-0"
            />
            <span className="min-w-0">
              {choice.label}
              {choice.hint && <span className="block text-sm text-ink-soft">{choice.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      <FieldHint id={id} hint={hint} />
    </fieldset>
  )
})
