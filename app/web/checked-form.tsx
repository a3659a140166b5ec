import { zodResolver } from '@hookform/resolvers/zod'
import { Form, useNavigation, useSubmit } from '@remix-run/react'
import { type ReactNode, useMemo } from 'react'
import { type DefaultValues, type FieldValues, type Path, useForm } from 'react-hook-form'
import type { ZodType } from 'zod'
import { FormSummary } from '~/design/form-summary'
import { TextField } from '~/design/text-field'
import { useProblemSentence } from '~/texts/problems'
import { type Answer, problemOf, valueOf } from './answer'
import { KeyField } from './key-field'
import { useWebTexts } from './texts'

export type FieldProps = ReturnType<FieldOf>
export type FieldOf = (name: string) => {
  name: string
  id: string
  defaultValue: string
  error: string | undefined
  ref: (element: HTMLElement | null) => void
  onChange: (event: { target: unknown }) => Promise<unknown>
  onBlur: (event: { target: unknown }) => Promise<unknown>
}

type CheckedFormProps = {
  /** The same Zod shape that the action parses. */
  form: ZodType<any, any>
  answer: Answer | undefined
  /** What stands in the fields at first, as text. */
  defaults?: Record<string, string>
  action?: string
  encType?: 'multipart/form-data'
  className?: string
  children: (field: FieldOf, busy: boolean) => ReactNode
}

/**
 * Posts as a plain form; the browser only adds earlier checks with the same shape. `field('name')` gives a field its
 * name, value, error and wiring. Asks for the second factor's code when the answer demands a step-up.
 */
export function CheckedForm({
  form,
  answer,
  defaults = {},
  action,
  encType,
  className = 'space-y-5',
  children,
}: CheckedFormProps) {
  const sentence = useProblemSentence()
  const submit = useSubmit()
  const busy = useNavigation().state === 'submitting'
  const initial = useMemo(() => ({ ...defaults, ...answer?.values }), [answer]) as DefaultValues<FieldValues>
  const { register, handleSubmit, formState } = useForm<FieldValues>({
    resolver: zodResolver(form),
    defaultValues: initial,
    shouldFocusError: true,
  })
  const found = (name: string) => {
    const error = name.split('.').reduce<any>((at, part) => at?.[part], formState.errors)
    return error?.message
      ? sentence(String(error.message), error.type)
      : problemOf(formState.isDirty ? undefined : answer, name)
  }
  const field: FieldOf = (name) => ({
    ...register(name as Path<FieldValues>),
    id: name,
    defaultValue: valueOf(answer, name, defaults[name] ?? ''),
    error: found(name),
  })
  const checked = handleSubmit((_, event) => {
    const target = event?.target as HTMLFormElement
    const submitter = (event?.nativeEvent as SubmitEvent | undefined)?.submitter as HTMLButtonElement | null
    submit(submitter ?? target, { method: 'post', ...(encType && { encType }) })
  })
  const stepUp = answer?.refusal?.field === 'totp'
  return (
    <Form
      method="post"
      noValidate
      className={className}
      onSubmit={checked}
      {...(action && { action })}
      {...(encType && { encType })}
    >
      <KeyField />
      <FormSummary
        problems={answer?.problems ?? []}
        refusal={answer?.refusal ? { what: answer.refusal.sentence } : null}
      />
      {children(field, busy)}
      {stepUp && <StepUpField error={answer?.refusal?.sentence} />}
    </Form>
  )
}

/** The six digits of the second factor, asked for inline where a deed needs them. */
export function StepUpField({ error }: { error?: string | undefined }) {
  const texts = useWebTexts()
  return (
    <TextField
      name="totp"
      id="totp"
      label={texts.stepUp}
      hint={texts.stepUpHint}
      error={error}
      inputMode="numeric"
      autoComplete="one-time-code"
      width="short"
      autoFocus
    />
  )
}
