import { useFormat } from '../format'
import { Icon } from '../icons'
import { ChartFrame, type ChartProps } from './chart-frame'
import { Bar, Tick } from './plot'
import { Rows } from './rows'

export type PositionRow = {
  label: string
  to?: string
  entitled: number
  installed: number
  /** Of the installed: not yet recognized or assigned. */
  unknown?: number
  /** Of the installed: without a unit, where it is known exactly; else what exceeds the entitled. */
  gap?: number
}

type PositionBarProps = ChartProps & {
  products: readonly PositionRow[]
  words: {
    product: string
    entitled: string
    installed: string
    covered: string
    gap: string
    unknown: string
    surplus: string
  }
}

/** `<PositionBar title products={[{ label, entitled, installed, unknown }]} words />`: entitled against installed, gap and unknown marked. */
export function PositionBar({ products, words, ...frame }: PositionBarProps) {
  const format = useFormat()
  const most = Math.max(...products.map(({ entitled, installed }) => Math.max(entitled, installed)), 1)
  const x = (count: number) => (100 * count) / most
  return (
    <ChartFrame
      {...frame}
      legend={[
        { label: words.covered, mark: 'fill-accent' },
        { label: words.unknown, mark: 'fill-attention-soft stroke-attention' },
        { label: words.gap, mark: 'fill-risk' },
        { label: words.entitled, mark: 'fill-ink', shape: 'tick' },
      ]}
      table={{
        head: [words.product, words.entitled, words.installed, words.unknown, words.gap],
        rows: products.map((product) => [
          product.label,
          format.number(product.entitled),
          format.number(product.installed),
          format.number(product.unknown ?? 0),
          format.number(gapOf(product)),
        ]),
      }}
    >
      <Rows
        height={16}
        rows={products.map((product) => {
          const { label, to, entitled, installed, unknown = 0 } = product
          const gap = gapOf(product)
          const covered = installed - unknown - gap
          return {
            key: label,
            label,
            to,
            value: <Standing {...{ gap, unknown, surplus: entitled - installed, words }} />,
            bar: (
              <>
                <Bar width={x(entitled)} y={3} className="fill-quiet-soft stroke-quiet-line" />
                <Bar width={x(covered)} y={3} className="fill-accent" round={0} />
                <Bar x={x(covered)} width={x(gap)} y={3} className="fill-risk" round={0} />
                <Bar
                  x={x(covered + gap)}
                  width={x(unknown)}
                  y={3}
                  className="fill-attention-soft stroke-attention"
                  round={0}
                />
                <Tick x={x(entitled)} y1={0} y2={16} className="stroke-ink" />
              </>
            ),
          }
        })}
      />
    </ChartFrame>
  )
}

type StandingProps = { gap: number; unknown: number; surplus: number; words: PositionBarProps['words'] }

function Standing({ gap, unknown, surplus, words }: StandingProps) {
  const format = useFormat()
  if (gap > 0) return <Mark icon="alert" className="text-risk" text={`${words.gap} ${format.number(gap)}`} />
  if (unknown > 0)
    return <Mark icon="info" className="text-attention" text={`${words.unknown} ${format.number(unknown)}`} />
  return (
    <Mark icon="check" className="text-ok" text={`${words.surplus} ${format.number(Math.max(0, surplus))}`} />
  )
}

function Mark({
  icon,
  className,
  text,
}: {
  icon: 'alert' | 'info' | 'check'
  className: string
  text: string
}) {
  return (
    <span className={`inline-flex items-center gap-1 font-medium ${className}`}>
      <Icon name={icon} className="size-3.5" />
      {text}
    </span>
  )
}

/** What is known to be installed beyond what one is entitled to. */
function gapOf({ entitled, installed, unknown = 0, gap }: PositionRow): number {
  return gap ?? Math.max(0, installed - unknown - entitled)
}
