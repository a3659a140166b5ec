import { Link } from '@remix-run/react'
import { useFormat } from '~/design/format'
import { Icon } from '~/design/icons'
import { Moment } from '~/design/moment'
import { useInventoryTexts } from '../../parts/texts'
import type { ImportReport } from '../reporting'
import { ImportChip, isBusy, type ImportStand, standingOf } from './import-state'

type Line = ImportStand & {
  id: string
  fileName: string
  problem: string | null
  done: bigint
  total: bigint
  receivedAt: Date
  person: string | null
  report: ImportReport | Record<string, never>
}

/** The latest uploads: what each is, how far it is, what it brought. */
export function ImportLines({ imports, now }: { imports: readonly Line[]; now: Date }) {
  const texts = useInventoryTexts()
  const format = useFormat()
  return (
    <ul className="divide-y divide-line border-y border-line">
      {imports.map((one) => {
        const standing = standingOf(one)
        return (
          <li
            key={one.id}
            className="relative flex flex-wrap items-center gap-x-4 gap-y-1 px-2 py-2 hover:bg-sunken"
          >
            <span className="flex min-w-0 flex-1 basis-64 items-center gap-2">
              <Icon name="document" className="size-4 text-ink-soft" />
              <Link
                to={`/inventory/imports/${one.id}`}
                className="min-w-0 truncate font-medium after:absolute after:inset-0 hover:text-accent"
              >
                {one.fileName}
              </Link>
            </span>
            <span className="text-sm text-ink-soft">{summaryOf(one, texts)}</span>
            {isBusy(standing) && one.total > 0n && one.phase === 'reading' && (
              <progress
                className="bar w-24"
                aria-label={texts.standing.reading}
                max={1}
                value={Number(one.done) / Number(one.total)}
              />
            )}
            <span className="text-sm text-ink-soft">
              <Moment at={one.receivedAt} />
              {one.person && ` · ${one.person}`}
              <span className="sr-only">{format.relative(one.receivedAt, now)}</span>
            </span>
            <ImportChip standing={standing} />
          </li>
        )
      })}
    </ul>
  )
}

function summaryOf({ report, state }: Line, texts: ReturnType<typeof useInventoryTexts>) {
  const sources = report.sources ?? []
  if (state === 'accepted' && report.changes)
    return texts.imports.changes(report.changes.computers, report.changes.added, report.changes.removed)
  const computers = sources.reduce((sum: number, source: { computers: number }) => sum + source.computers, 0)
  const rows = sources.reduce((sum: number, source: { software: number }) => sum + source.software, 0)
  return computers > 0 ? texts.imports.read(computers, rows) : ''
}
