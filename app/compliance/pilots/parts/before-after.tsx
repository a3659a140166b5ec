import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Table, type Column } from '~/design/table'
import { useComplianceTexts, usePilotTexts } from '../../parts/texts'
import { type PilotFigures, type ProductFigures, shareLines, sharesOf } from '../maturity'

type BeforeAfterProps = {
  before: PilotFigures
  /** of the assessment, or of today while the pilot runs */
  after: PilotFigures
  isRunning: boolean
}

type Line = { key: string; label: string; before: string; after: string; change: string }

/** The figures of the position when the pilot began, beside those at its end. */
export function BeforeAfter({ before, after, isRunning }: BeforeAfterProps) {
  const texts = usePilotTexts().figures
  const statuses = useComplianceTexts().status
  const format = useFormat()
  const [earlier, later] = [sharesOf(before), sharesOf(after)]
  const percent = (share: number | null) => (share === null ? '–' : format.percent(share))
  const count = (
    key: 'computers' | 'installed' | 'covered' | 'gap' | 'surplus' | 'open' | 'openBooks' | 'ledgersOnTime',
  ): Line => ({
    key,
    label: texts.lines[key],
    before: format.number(before[key]),
    after: format.number(after[key]),
    change: signed(after[key] - before[key], format.number),
  })
  const share = (key: (typeof shareLines)[number]): Line => ({
    key,
    label: texts.lines[key],
    before: percent(earlier[key]),
    after: percent(later[key]),
    change: '',
  })
  const lines: Line[] = [
    { key: 'status', label: texts.lines.status, before: statuses[before.status], after: statuses[after.status], change: '' },
    ...(['installed', 'covered', 'gap', 'surplus', 'open', 'openBooks', 'ledgersOnTime', 'computers'] as const).map(count),
    ...shareLines.map(share),
  ] // oxfmt-ignore
  const end = isRunning ? texts.now : texts.after
  return (
    <Section title={texts.title} sentence={texts.lead}>
      <Table
        caption={texts.title}
        rows={lines}
        rowKey={({ key }) => key}
        empty={null}
        columns={[
          { key: 'figure', head: texts.figure, cell: ({ label }) => label },
          { key: 'before', head: texts.before, type: 'number', cell: (line) => line.before },
          { key: 'after', head: end, type: 'number', cell: (line) => line.after },
          { key: 'change', head: texts.change, type: 'number', narrow: 'end', cell: ({ change }) => change },
        ]}
      />
      <Products before={before} after={after} end={end} />
    </Section>
  )
}

type ProductLine = {
  its: ProductFigures
  before: ProductFigures | undefined
  after: ProductFigures | undefined
}

function Products({ before, after, end }: { before: PilotFigures; after: PilotFigures; end: string }) {
  const texts = usePilotTexts().figures
  const named = useNamed()
  const format = useFormat()
  const of = (figures: PilotFigures, id: string) => figures.products.find((product) => product.id === id)
  const known = new Map([...before.products, ...after.products].map((its) => [its.id, its]))
  const rows: ProductLine[] = [...known.values()].map((its) => ({
    its,
    before: of(before, its.id),
    after: of(after, its.id),
  }))
  const covering = (product: ProductFigures | undefined) =>
    product ? `${format.number(product.covered)} / ${format.number(product.installed)}` : '–'
  const columns: Column<ProductLine>[] = [
    { key: 'product', head: texts.product, cell: ({ its }) => named(its.nameZh, its.nameEn) },
    { key: 'before', head: texts.coveredOf(texts.before), type: 'number', cell: (row) => covering(row.before) },
    { key: 'after', head: texts.coveredOf(end), type: 'number', cell: (row) => covering(row.after) },
    { key: 'gap', head: texts.gapNow, type: 'number', narrow: 'end', cell: (row) => <Gap gap={row.after?.gap ?? 0} /> },
  ] // oxfmt-ignore
  return (
    <div className="mt-6">
      <Table
        caption={texts.byProduct}
        rows={rows}
        rowKey={({ its }) => its.id}
        columns={columns}
        empty={<p className="text-ink-soft">{texts.noProducts}</p>}
      />
    </div>
  )
}

function Gap({ gap }: { gap: number }) {
  const format = useFormat()
  return <span className={gap > 0 ? 'text-risk' : ''}>{format.number(gap)}</span>
}

const signed = (change: number, number: (value: number) => string) =>
  change === 0 ? '±0' : change > 0 ? `+${number(change)}` : `−${number(-change)}`
