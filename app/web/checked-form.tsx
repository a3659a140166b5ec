import { zodResolver } from '@hookform/resolvers/zod'
import { Form, useNavigation, useSubmit } from '@remix-run/react'
import { type ReactNode, useRef, useState } from 'react'
import { type FieldValues, type Path, useForm } from 'react-hook-form'
import type { ZodType } from 'zod'
import { FormSummary } from '~/design/form-summary'
import { TextField } from '~/design/text-field'
import { useProblemSentence } from '~/texts/problems'
import { type Answer, problemOf, valueOf } from './answer'
import { formObject } from './form-object'
import { KeyField } from './key-field'
import { useWebTexts } from './texts'

export type FieldProps = ReturnType<FieldOf>
export type FieldOf = (name: string) => {
  name: string
  id: string
  defaultValue: string
  error: string | undefined
  /** On the first wrong field of the answer, for the browser that runs no script. */
  autoFocus?: true
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
  /** What is posted in place of what was typed and checked; null: nothing is. */
  prepare?: (posted: FormData) => Promise<FormData | null>
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
  prepare,
  className = 'space-y-5',
  children,
}: CheckedFormProps) {
  const sentence = useProblemSentence()
  const submit = useSubmit()
  const busy = useNavigation().state === 'submitting'
  // Not from the first moment of a submission on: a button that cannot be pressed would not tell its own value.
  const [isPreparing, setPreparing] = useState(false)
  const element = useRef<HTMLFormElement>(null)
  const submitter = useRef<HTMLButtonElement | null>(null)
  const { register, handleSubmit, formState } = useForm<FieldValues>({
    // What is checked is what will be posted, hidden fields and the pressed button included.
    resolver: (_, context, options) =>
      zodResolver(form)(formObject(new FormData(element.current!, submitter.current)), context, options),
    shouldFocusError: false,
  })
  const found = (name: string) => {
    const error = name.split('.').reduce<any>((at, part) => at?.[part], formState.errors)
    return error?.message
      ? sentence(String(error.message), error.type)
      : problemOf(formState.isDirty ? undefined : answer, name)
  }
  const wrong = answer?.problems[0]?.field ?? answer?.refusal?.field
  const field: FieldOf = (name) => ({
    ...register(name as Path<FieldValues>),
    id: name,
    defaultValue: valueOf(answer, name, defaults[name] ?? ''),
    error: found(name),
    ...(name === wrong && { autoFocus: true }),
  })
  const post = async () => {
    const how = { method: 'post', ...(encType && { encType }) } as const
    if (!prepare) return submit(submitter.current ?? element.current, how)
    const posted = new FormData(element.current!, submitter.current)
    setPreparing(true)
    const prepared = await prepare(posted).finally(() => setPreparing(false))
    if (prepared) submit(prepared, how)
  }
  const checked = handleSubmit(post, (errors) => focusFirst(element.current!, earlyProblems(errors)))
  const early = earlyProblems(formState.errors).map(({ field: name, message, type }) => ({
    field: name,
    message: sentence(message, type),
  }))
  const stepUp = answer?.refusal?.field === 'totp'
  return (
    <Form
      ref={element}
      method="post"
      noValidate
      className={className}
      onSubmit={(event) => {
        submitter.current = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null
        return checked(event)
      }}
      {...(action && { action })}
      {...(encType && { encType })}
    >
      <KeyField />
      {early.length > 0 ? <FormSummary problems={early} focus={false} /> : <AnswerSummary answer={answer} />}
      {children(field, busy || isPreparing)}
      {stepUp && <StepUpField error={answer?.refusal?.sentence} />}
    </Form>
  )
}

type Early = { field: string; message: string; type: string | undefined }

/** What the browser found before it posted, field by field; list fields lie deeper. */
function earlyProblems(errors: object, above = ''): Early[] {
  return Object.entries(errors).flatMap(([name, error]) => {
    if (typeof error !== 'object' || error === null || name === 'ref') return []
    const field = above + name
    const { message, type } = error as { message?: unknown; type?: string }
    return typeof message === 'string' ? [{ field, message, type }] : earlyProblems(error, `${field}.`)
  })
}

function focusFirst(form: HTMLFormElement, problems: readonly Early[]) {
  const names = new Set(problems.map(({ field }) => field))
  const fields = [...form.elements] as HTMLInputElement[]
  fields.find(({ name, type }) => type !== 'hidden' && names.has(name.replace(/\[\]$/, '')))?.focus()
}

/** The summary of what the server answered. */
export function AnswerSummary({ answer }: { answer: Answer | undefined }) {
  const { sentence, field } = answer?.refusal ?? {}
  const refusal = sentence ? { what: sentence, ...(field !== undefined && { field }) } : null
  return <FormSummary problems={answer?.problems ?? []} refusal={refusal} />
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
