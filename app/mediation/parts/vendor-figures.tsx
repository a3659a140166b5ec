import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import type { VendorRow } from '../statistics/vendors.server'
import { useMediationSiteTexts } from './texts'

type VendorFiguresProps = { vendors: readonly VendorRow[]; quarter: string }

/** What came of the cases against each vendor, of those that have enough of them. */
export function VendorFigures({ vendors, quarter }: VendorFiguresProps) {
  const { about, vendors: texts } = useMediationSiteTexts()
  const named = useNamed()
  const format = useFormat()
  const share = (value: number | null) => (value === null ? about.few : format.percent(value / 100))
  return (
    <Section title={texts.title} count={vendors.length} sentence={texts.lead(quarter)}>
      <Table
        caption={texts.title}
        rows={vendors}
        rowKey={({ id }) => id}
        csv="/mediation/vendors.csv"
        empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="chart" />}
        columns={[
          { key: 'vendor', head: texts.vendor, cell: ({ name, nameEn }) => named(name, nameEn) },
          { key: 'closed', head: texts.figures.closed, type: 'number', cell: ({ closed }) => closed },
          {
            key: 'disputed',
            head: texts.figures.disputed,
            type: 'number',
            cell: ({ disputed }) => share(disputed),
          },
          {
            key: 'days',
            head: texts.figures.median_days,
            type: 'number',
            cell: (row) => (row.median_days === null ? about.few : about.days(String(row.median_days))),
          },
          { key: 'kept', head: texts.figures.kept, type: 'number', cell: ({ kept }) => share(kept) },
        ]}
      />
    </Section>
  )
}
