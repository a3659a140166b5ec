import { Link } from '@remix-run/react'
import { Icon } from './icons'
import { useDesignTexts } from './texts'

/** A step that may not be entered yet has no `to`. */
export type Step = { label: string; to?: string; done?: boolean }

/** `<Stepper steps={[{ label, to, done }]} present={1} />`: the steps of a wizard; each has a URL of its own. */
export function Stepper({ steps, present }: { steps: readonly Step[]; present: number }) {
  const texts = useDesignTexts()
  return (
    <nav aria-label={texts.steps} className="mb-6 print:hidden">
      <p className="mb-2 text-sm text-ink-soft sm:hidden">{texts.stepOf(present + 1, steps.length)}</p>
      <ol className="flex gap-x-6 gap-y-2 max-sm:gap-1.5 sm:flex-wrap sm:border-b sm:border-line sm:pb-3">
        {steps.map((step, index) => (
          <li
            key={step.label}
            className="max-sm:flex-1"
            aria-current={index === present ? 'step' : undefined}
          >
            <StepLink step={step} number={index + 1} present={index === present} />
          </li>
        ))}
      </ol>
      <p className="mt-2 font-medium sm:hidden" aria-hidden>
        {steps[present]?.label}
      </p>
    </nav>
  )
}

function StepLink({
  step: { label, to, done = false },
  number,
  present,
}: {
  step: Step
  number: number
  present: boolean
}) {
  const texts = useDesignTexts()
  const tone = present
    ? 'border-accent bg-accent text-on-accent'
    : done
      ? 'border-ok-line bg-ok-soft text-ok'
      : 'border-line text-ink-soft'
  const content = (
    <>
      <span
        className={`figure flex items-center justify-center rounded-full border text-xs font-medium max-sm:h-1.5 max-sm:overflow-hidden max-sm:text-transparent sm:size-5 ${tone}`}
      >
        {done && !present ? <Icon name="check" className="size-3 max-sm:hidden" /> : number}
      </span>
      <span className="max-sm:sr-only">{label}</span>
      {done && <span className="sr-only"> ({texts.stageDone})</span>}
    </>
  )
  const className = `flex items-center gap-2 max-sm:block sm:min-h-8 ${present ? 'font-medium text-ink' : 'text-ink-soft'}`
  if (!to || present) return <span className={className}>{content}</span>
  return (
    <Link to={to} className={`${className} hover:text-ink max-sm:-my-3 max-sm:py-3`}>
      {content}
    </Link>
  )
}
