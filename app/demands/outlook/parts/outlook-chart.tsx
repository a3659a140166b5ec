import { Bar } from '~/design/charts/plot'
import { ChartFrame } from '~/design/charts/chart-frame'
import { Rows } from '~/design/charts/rows'
import { fillOf } from '~/design/charts/series'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { useDemandsTexts } from '../../parts/texts'
import { unopenedGaps } from '../forecast'
import type { Outlook } from '../queries.server'
import { useTold } from './told'

type OutlookChartProps = {
  rows: readonly Outlook[]
  by: 'product' | 'class'
  csv: string
}

const shown = 12

/** What is expected within twelve months: open needs, ending subscriptions and gaps one after the other, and beyond them the usual year. */
export function OutlookChart({ rows, by, csv }: OutlookChartProps) {
  const texts = useDemandsTexts().outlook
  const format = useFormat()
  const named = useNamed()
  const told = useTold()
  const most = Math.max(...rows.map(({ high }) => high), 1)
  const x = (units: number) => (100 * units) / most
  const range = ({ low, high }: Outlook) => low === high ? format.number(low) : texts.range(format.number(low), format.number(high)) // oxfmt-ignore
  return (
    <ChartFrame
      title={texts.chart(named(rows[0]!.zh, rows[0]!.en), range(rows[0]!))}
      note={texts.rule}
      csv={csv}
      legend={[
        { label: texts.open, mark: fillOf(0) },
        { label: texts.renewals, mark: fillOf(1) },
        { label: texts.gaps, mark: fillOf(2) },
        { label: texts.usual, mark: 'fill-quiet-soft stroke-quiet-line' },
      ]}
      table={{
        head: [
          texts[by],
          texts.open,
          texts.renewals,
          texts.gaps,
          texts.openFromGaps,
          texts.pooled,
          texts.forecast,
        ],
        rows: rows.map((row) => [
          named(row.zh, row.en),
          format.number(row.open),
          told(row.renewals),
          told(row.gaps),
          format.number(row.openFromGaps),
          row.rounds === 0
            ? texts.noRounds
            : texts.pooledIn(format.number(row.pooled), format.number(row.rounds)),
          range(row),
        ]),
      }}
    >
      <Rows
        rows={rows.slice(0, shown).map((row) => {
          const { id, slug, zh, en, open, renewals, high } = row
          const parts = [open, renewals ?? 0, unopenedGaps(row)]
          const starts = parts.map((_, at) => parts.slice(0, at).reduce((sum, units) => sum + units, 0))
          return {
            key: id,
            label: named(zh, en),
            ...(by === 'product' && { to: `/catalog/${slug}` }),
            value: range(row),
            bar: (
              <>
                <Bar width={x(high)} className="fill-quiet-soft stroke-quiet-line" />
                {parts.map((units, at) => (
                  <Bar key={at} x={x(starts[at]!)} width={x(units)} round={0} className={fillOf(at)} />
                ))}
              </>
            ),
          }
        })}
      />
    </ChartFrame>
  )
}
