import { NavLink, useLocation } from '@remix-run/react'
import { useFormat } from './format'
import { usePresentInView } from './present-in-view'

export type Tab = { to: string; label: string; count?: number; end?: boolean }

/** `<Tabs label="Round" tabs={[{ to: 'lots', label: 'Lots', count: 3 }]} />`: links to the parts of one thing. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const format = useFormat()
  const row = usePresentInView(useLocation().pathname)
  return (
    <nav
      ref={row}
      aria-label={label}
      className="relative -mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0 print:hidden"
    >
      <ul className="flex min-w-max gap-5 border-b border-line">
        {tabs.map((tab) => (
          <li key={tab.to}>
            <NavLink
              to={tab.to}
              end={tab.end}
              preventScrollReset
              className="-mb-px flex min-h-row items-center gap-1.5 border-b-2 border-transparent text-ink-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {tab.label}
              {tab.count !== undefined && (
                <span className="figure rounded-full bg-sunken px-1.5 text-xs text-ink-soft">
                  {format.number(tab.count)}
                </span>
              )}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
