import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { Icon } from './icons'
import { useDesignTexts } from './texts'

export type Problem = {
  /** The id of the field (its name, unless it was given another). */
  field: string
  message: string
}

export type RefusalWords = {
  /** The field that is to blame, if it is one. */
  field?: string
  /** What was refused. */
  what: string
  /** The rule, in a sentence. */
  rule?: ReactNode
  /** What to do instead. */
  instead?: ReactNode
  /** The server's clock, already formatted, where a deadline is the reason. */
  serverTime?: ReactNode
}

type FormSummaryProps = {
  problems?: readonly Problem[]
  refusal?: RefusalWords | null
  /** False where the form has moved the focus by itself. */
  focus?: boolean
}

/** `<FormSummary problems={…} refusal={…} />`: first inside a form; nothing while all is well; moves focus to the first wrong field. */
export function FormSummary({ problems = [], refusal, focus = true }: FormSummaryProps) {
  const texts = useDesignTexts()
  const box = useRef<HTMLDivElement>(null)
  useFocusOn(box, focus ? problems : [], focus ? refusal : null)
  const labels = useLabels(problems)
  if (problems.length === 0 && !refusal) return null
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="mb-5 flex max-w-3xl items-start gap-2.5 rounded border border-risk-line bg-risk-soft px-3 py-2.5"
    >
      <Icon name="alert" className="mt-0.5 size-4 text-risk" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold text-risk">
          {refusal ? refusal.what : texts.errorsTitle(problems.length)}
        </p>
        {refusal && <Refusal {...refusal} />}
        {problems.length > 0 && (
          <ul className="mt-1 space-y-1">
            {problems.map(({ field, message }) => (
              <li key={field}>
                <a href={`#${field}`} className="text-risk underline underline-offset-3">
                  {labels[field] ? texts.errorIn(labels[field], message) : message}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

function Refusal({ rule, instead, serverTime }: RefusalWords) {
  const texts = useDesignTexts()
  const lines = [
    [texts.refusalRule, rule],
    [texts.serverTime, serverTime],
    [texts.refusalInstead, instead],
  ] as const
  return (
    <dl className="mt-1 max-w-prose space-y-1">
      {lines.map(
        ([term, words]) =>
          words && (
            <div key={term} className="gap-2 sm:flex">
              <dt className="shrink-0 text-ink-soft sm:w-28">{term}</dt>
              <dd className="min-w-0">{words}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

/** What the fields are called on the page, once it is there to be asked. */
function useLabels(problems: readonly Problem[]) {
  const [labels, setLabels] = useState<Record<string, string>>({})
  const fields = problems.map(({ field }) => field).join(' ')
  useEffect(() => setLabels(Object.fromEntries(fields.split(' ').map((id) => [id, labelOf(id)]))), [fields])
  return labels
}

function labelOf(id: string) {
  const field = document.getElementById(id) as HTMLInputElement | null
  return field?.labels?.[0]?.firstChild?.textContent ?? field?.getAttribute('aria-label') ?? ''
}

function useFocusOn(
  box: RefObject<HTMLDivElement>,
  problems: readonly Problem[],
  refusal: RefusalWords | null | undefined,
) {
  const first = problems[0]?.field ?? refusal?.field
  const what = refusal?.what
  useEffect(() => {
    if (first) (document.getElementById(first) ?? box.current)?.focus()
    else if (what) box.current?.focus()
  }, [box, first, what])
}
