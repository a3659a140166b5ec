import { Link, useLocation } from '@remix-run/react'
import { useFormat } from './format'
import { usePresentInView } from './present-in-view'
import { withParams } from './search-params'

export type ViewTab = { value: string; label: string; count?: number }

type ViewTabsProps = {
  label: string
  /** The parameter of the URL that names the view; the first one is shown without it. */
  name: string
  tabs: readonly ViewTab[]
}

/** `<ViewTabs label="Rounds" name="which" tabs={[{ value: 'open', label, count: 3 }]} />`: one list, cut in views by its URL; other filters are kept. */
export function ViewTabs({ label, name, tabs }: ViewTabsProps) {
  const format = useFormat()
  const { search } = useLocation()
  const asked = new URLSearchParams(search).get(name)
  const present = tabs.some(({ value }) => value === asked) ? asked : tabs[0]?.value
  const row = usePresentInView(search)
  return (
    <nav
      ref={row}
      aria-label={label}
      className="relative -mx-4 mb-4 overflow-x-auto px-4 sm:mx-0 sm:px-0 print:hidden"
    >
      <ul className="flex min-w-max gap-5 border-b border-line">
        {tabs.map((tab) => (
          <li key={tab.value}>
            <Link
              to={withParams(search, { [name]: tab === tabs[0] ? null : tab.value })}
              preventScrollReset
              aria-current={tab.value === present ? 'page' : undefined}
              className="-mb-px flex min-h-row items-center gap-1.5 border-b-2 border-transparent text-ink-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {tab.label}
              {tab.count !== undefined && (
                <span className="figure rounded-full bg-sunken px-1.5 text-xs text-ink-soft">
                  {format.number(tab.count)}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
