import { Link, useLocation } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useFormat } from '~/design/format'
import { Pagination } from '~/design/pagination'
import { withParams } from '~/design/search-params'
import { useSoftwareName } from '~/catalog/parts/software-name'
import { useInventoryTexts } from '../../parts/texts'
import type { QueueView } from '../form'
import type { QueueEntry } from '../queries.server'

type EntriesProps = {
  rows: readonly QueueEntry[]
  next: string | null
  focused: string | undefined
  view: QueueView
}

/** The titles that wait, the most money at risk first; `j` and `k` go through them. */
export function Entries({ rows, next, focused, view }: EntriesProps) {
  const texts = useInventoryTexts().queue
  const format = useFormat()
  const name = useSoftwareName()
  const { search } = useLocation()
  const present = useRef<HTMLLIElement>(null)
  useEffect(() => {
    // Newer browsers answer with a promise, which React would call when the effect ends.
    void present.current?.scrollIntoView({ block: 'nearest' })
  }, [focused])
  const at = rows.findIndex(({ id }) => id === focused)
  return (
    <div className="min-w-0 max-xl:order-2">
      <div className="mb-1.5 flex items-center justify-between text-sm text-ink-soft">
        <p>{texts.orderedBy}</p>
        <a
          href={`/inventory/queue.csv?view=${view}`}
          download
          className="hover:text-ink hover:underline print:hidden"
        >
          {texts.csv}
        </a>
      </div>
      <ol className="divide-y divide-line border-y border-line">
        {rows.map((entry, index) => {
          const suggested = name(entry)
          return (
            <li
              key={entry.id}
              ref={entry.id === focused ? present : undefined}
              className={`relative flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-2 py-2 ${entry.id === focused ? 'bg-accent-soft' : 'hover:bg-sunken'}`}
            >
              <span className="min-w-0 flex-1 basis-56">
                <Link
                  discover="none"
                  to={withParams(search, { entry: entry.id, q: null, last: null, done: null })}
                  preventScrollReset
                  aria-current={entry.id === focused ? 'true' : undefined}
                  data-hotkey={index === at + 1 ? 'j' : index === at - 1 ? 'k' : undefined}
                  className="font-medium after:absolute after:inset-0 hover:text-accent"
                >
                  {entry.title}
                </Link>
                <span className="block truncate text-sm text-ink-soft">
                  {[entry.publisher || texts.noPublisher, suggested && texts.maybe(suggested)]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <span className="figure text-right text-sm text-ink-soft">
                {texts.onComputers(entry.computers)}
              </span>
              <span className="figure w-28 text-right font-medium">
                {entry.atRisk > 0n ? format.money(entry.atRisk) : <span className="text-ink-soft">–</span>}
              </span>
            </li>
          )
        })}
      </ol>
      <Pagination after={next} />
    </div>
  )
}
