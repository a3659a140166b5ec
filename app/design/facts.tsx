import type { ReactNode } from 'react'

export type Fact = { label: string; value: ReactNode; hint?: string; id?: string }

type FactsProps = {
  items: readonly Fact[]
  /** 'column' stacks for a side column; 'row' sets label and value side by side; 'strip' is a line of key figures. */
  layout?: 'column' | 'row' | 'strip'
}

/** `<Facts items={[{ label: 'Buyer', value: name }]} />`: what is known about a thing, as a definition list. */
export function Facts({ items, layout = 'column' }: FactsProps) {
  return (
    <dl className={lists[layout]}>
      {items.map(({ label, value, hint, id }) => (
        <div key={label} id={id} className={entries[layout]}>
          <dt className="text-sm text-ink-soft">{label}</dt>
          <dd className={layout === 'strip' ? 'figure text-lg font-medium' : 'min-w-0'}>
            {value}
            {hint && <p className="text-sm font-normal text-ink-soft">{hint}</p>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const lists = {
  column: 'grid gap-x-6 gap-y-3 sm:max-lg:grid-cols-2',
  row: 'divide-y divide-line',
  strip: 'flex flex-wrap gap-x-10 gap-y-3',
}

const entries = {
  column: '',
  row: 'grid gap-x-4 py-2 sm:grid-cols-[12rem_1fr]',
  strip: 'min-w-0',
}
