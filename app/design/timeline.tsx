import type { ReactNode } from 'react'
import { useFormat } from './format'
import { Icon, type IconName } from './icons'
import { textOf, type Meaning } from './meaning'
import { useDesignTexts } from './texts'
import { TextLink } from './text-link'

export type TimelineItem = {
  id: string
  who: string
  /** What was done, as a sentence without the subject. */
  what: ReactNode
  at: Date
  why?: string | null
  proof?: { href: string; label?: string }
  meaning?: Meaning
  icon?: IconName
}

// “The award was decided” has a subject of its own: who noted it stands behind.
const isWhole = (what: ReactNode): what is string =>
  typeof what === 'string' && /^(?:the|an?|no|both|money) /.test(what)

/** `<Timeline items={events} />`: the history at the end of a page: who, what, when, why, with its proof. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  const format = useFormat()
  const texts = useDesignTexts()
  return (
    <ol>
      {items.map(({ id, who, what, at, why, proof, meaning = 'quiet', icon = 'circle' }, index) => (
        <li key={id} className="relative flex gap-3 pb-4 last:pb-0">
          {index < items.length - 1 && (
            <span aria-hidden className="absolute top-6 bottom-0 left-[0.4375rem] w-px bg-line" />
          )}
          <Icon name={icon} className={`relative mt-1 size-3.5 ${textOf[meaning]}`} />
          <div className="min-w-0 flex-1">
            <p>
              {isWhole(what) ? (
                <>
                  {what[0]!.toUpperCase() + what.slice(1)} <span className="text-ink-soft">· {who}</span>
                </>
              ) : (
                <>
                  <span className="font-medium">{who}</span> {what}
                </>
              )}
            </p>
            {why && (
              <p className="text-ink-soft">
                <span className="sr-only">{texts.reason}: </span>
                {why}
              </p>
            )}
            <p className="flex flex-wrap gap-x-3 text-sm text-ink-soft">
              <time dateTime={at.toISOString()} className="figure">
                {format.dateTime(at)}
              </time>
              {proof && <TextLink to={proof.href}>{proof.label ?? texts.proof}</TextLink>}
            </p>
          </div>
        </li>
      ))}
    </ol>
  )
}
