import { Link } from '@remix-run/react'
import { usePlanTexts } from './texts'

type YearsProps = { years: readonly number[]; year: number; manages?: boolean }

/** The years that have a plan, and for the office the next one. */
export function Years({ years, year, manages = false }: YearsProps) {
  const texts = usePlanTexts()
  const next = Math.max(...years, year) + 1
  const shown = [...new Set([...years, year, ...(manages ? [next] : [])])].toSorted((a, b) => b - a)
  if (shown.length < 2) return null
  return (
    <nav aria-label={texts.year} className="mb-5 flex flex-wrap gap-1 print:hidden">
      {shown.map((one) => (
        <Link
          key={one}
          to={`/office/plan?year=${one}`}
          aria-current={one === year ? 'page' : undefined}
          className="figure inline-flex min-h-8 items-center rounded-full border border-line px-3 text-sm text-ink-soft hover:bg-sunken hover:text-ink aria-[current=page]:border-accent aria-[current=page]:bg-accent-soft aria-[current=page]:text-ink pointer-coarse:min-h-row"
        >
          {one}
        </Link>
      ))}
    </nav>
  )
}
