import { Link } from '@remix-run/react'
import { useFormat } from '../format'
import { useDesignTexts } from '../texts'
import { ChartFrame, type ChartProps } from './chart-frame'

export type Tile = {
  label: string
  to?: string
  /** Between 0 and 1; null where there are too few to show or none. */
  share: number | null
  count: number
  /** What else is to be known beside the share, in one line; also in the table. */
  note?: string
}

type DistrictGridProps = ChartProps & {
  tiles: readonly Tile[]
  /** Heads of the table: place, share, count, and the note where tiles have one. */
  heads: readonly [string, string, string, string?]
}

/** `<DistrictGrid title tiles={[{ label, share, count, to }]} heads />`: places as tiles, the deeper the shade the larger the share. */
export function DistrictGrid({ tiles, heads, ...frame }: DistrictGridProps) {
  const format = useFormat()
  const texts = useDesignTexts()
  const shareText = (share: number | null) => (share === null ? texts.unknown : format.percent(share))
  return (
    <ChartFrame
      {...frame}
      legend={shades.map(({ mark }, index) => ({ label: `${index * 20}–${index * 20 + 20}%`, mark }))}
      table={{
        head: heads.filter((head) => head !== undefined),
        rows: tiles.map(({ label, share, count, note }) => [
          label,
          shareText(share),
          format.number(count),
          ...(heads[3] === undefined ? [] : [note ?? texts.unknown]),
        ]),
      }}
    >
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-1">
        {tiles.map(({ label, to, share, count, note }) => {
          const content = (
            <>
              <span className="block text-sm">{label}</span>
              <span className="figure block text-lg leading-tight font-semibold">
                {share === null ? '–' : shareText(share)}
              </span>
              <span className="figure block text-xs">n = {format.number(count)}</span>
              {note && <span className="figure block truncate text-xs">{note}</span>}
            </>
          )
          const className = `block h-full rounded-sm px-2 py-1.5 ${shadeOf(share)}`
          return (
            <li key={label} className="min-w-0">
              {to ? (
                <Link to={to} className={`${className} hover:outline-2 hover:outline-accent`}>
                  {content}
                </Link>
              ) : (
                <div className={className}>{content}</div>
              )}
            </li>
          )
        })}
      </ul>
    </ChartFrame>
  )
}

const shades = [
  { tile: 'bg-shade-1 text-ink', mark: 'fill-shade-1' },
  { tile: 'bg-shade-2 text-ink', mark: 'fill-shade-2' },
  { tile: 'bg-shade-3 text-ink', mark: 'fill-shade-3' },
  { tile: 'bg-shade-4 text-on-accent', mark: 'fill-shade-4' },
  { tile: 'bg-shade-5 text-on-accent', mark: 'fill-shade-5' },
] as const

function shadeOf(share: number | null): string {
  if (share === null) return 'border border-dashed border-line text-ink-soft'
  return shades[Math.min(4, Math.floor(share * 5))]!.tile
}
