import type { ReactNode } from 'react'
import { Icon } from './icons'
import { useDesignTexts } from './texts'

export type FieldProps = {
  name: string
  label: string
  /** What is expected, with an example. */
  hint?: ReactNode
  /** What is wrong with the value and which is expected. */
  error?: string | null
  /** Fields are required unless they say so. */
  optional?: boolean
  /** Differs from `name` where two forms on a page share names. */
  id?: string
  /** How long the value is expected to be. */
  width?: 'short' | 'medium' | 'full'
}

/** What a control must carry to belong to its label, hint and error. */
export type Wiring = { id: string; name: string; 'aria-describedby'?: string; 'aria-invalid'?: true }

type FrameProps = FieldProps & { children: (wiring: Wiring) => ReactNode; after?: ReactNode }

/** `<Field name label hint error>{(wiring) => <input {...wiring} />}</Field>`: what every single control is framed in. */
export function Field({
  name,
  label,
  hint,
  error,
  optional,
  id = name,
  width = 'medium',
  after,
  children,
}: FrameProps) {
  return (
    <div className={width === 'full' ? '' : 'max-w-md'}>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label} {optional && <OptionalMark />}
      </label>
      <div className={widths[width]}>{children(wiringOf({ id, name, hint, error }))}</div>
      {after}
      <FieldError id={id} error={error} />
      <FieldHint id={id} hint={hint} />
    </div>
  )
}

export function wiringOf({
  id,
  name,
  hint,
  error,
}: Pick<FieldProps, 'name' | 'hint' | 'error'> & { id: string }): Wiring {
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return {
    id,
    name,
    ...(describedBy && { 'aria-describedby': describedBy }),
    ...(error && { 'aria-invalid': true }),
  }
}

export function FieldError({ id, error }: { id: string; error?: string | null }) {
  if (!error) return null
  return (
    <p id={`${id}-error`} className="mt-1 flex items-start gap-1 text-sm font-medium text-risk">
      <Icon name="alert" className="mt-[0.2em] size-3.5" />
      {error}
    </p>
  )
}

export function FieldHint({ id, hint }: { id: string; hint?: ReactNode }) {
  if (!hint) return null
  return (
    <div id={`${id}-hint`} className="mt-1 text-sm text-ink-soft">
      {hint}
    </div>
  )
}

export function OptionalMark() {
  return <span className="font-normal text-ink-soft">({useDesignTexts().optional})</span>
}

const widths = { short: 'max-w-48', medium: '', full: '' }
