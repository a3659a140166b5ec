import { useId, type ReactNode } from 'react'
import { useFormat } from './format'

type SectionProps = {
  title: string
  count?: number
  /** One sentence under the head. */
  sentence?: ReactNode
  /** Small buttons or links at the right of the head. */
  actions?: ReactNode
  id?: string
  children: ReactNode
}

/** `<Section title="Lots" count={3}>…</Section>`: a part of a page under a head of its own, without a card. */
export function Section({ title, count, sentence, actions, id, children }: SectionProps) {
  const format = useFormat()
  const heading = useId()
  return (
    <section id={id} aria-labelledby={heading} className="mt-8 first:mt-0">
      <div className="mb-3 flex flex-wrap items-baseline gap-x-3 gap-y-2">
        <h2 id={heading} className="text-lg leading-tight font-semibold">
          {title}
          {count !== undefined && (
            <span className="figure ml-2 text-base font-normal text-ink-soft">{format.number(count)}</span>
          )}
        </h2>
        {actions && <div className="ml-auto flex flex-wrap gap-2 print:hidden">{actions}</div>}
      </div>
      {sentence && <p className="-mt-2 mb-3 max-w-prose text-ink-soft">{sentence}</p>}
      {children}
    </section>
  )
}
