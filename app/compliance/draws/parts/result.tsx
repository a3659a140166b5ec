import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { useInspectionTexts } from '../../parts/texts'
import { Codes } from './codes'
import { useStratum } from './stratum'

type ResultProps = {
  its: { ratioBps: number; minimum: number }
  drawn: readonly { stratum: string; ids: number; drawn: string[]; next: string[] }[]
  replaced: readonly { from: string; to: string; reason: string }[]
  districts: readonly { code: string; nameZh: string; nameEn: string }[]
}

/** Who was drawn in each stratum, who comes next, and who was replaced why. */
export function Result({ its, drawn, replaced, districts }: ResultProps) {
  const texts = useInspectionTexts().published
  const stratum = useStratum(districts)
  const format = useFormat()
  return (
    <Section
      title={texts.result}
      sentence={texts.resultWhat(format.percent(its.ratioBps / 10_000), format.number(its.minimum))}
    >
      <Table
        caption={texts.result}
        rows={drawn}
        rowKey={(row) => row.stratum}
        empty={<Empty title={texts.resultNot} why={texts.commitmentWhat} icon="lock" />}
        columns={[
          { key: 'stratum', head: texts.stratum, cell: (row) => stratum(row.stratum) },
          { key: 'units', head: texts.units, type: 'number', narrow: 'end', cell: ({ ids }) => ids },
          { key: 'drawn', head: texts.drawn, cell: (row) => <Codes codes={row.drawn} /> },
          {
            key: 'next',
            head: texts.next,
            narrow: 'hidden',
            cell: ({ next }) => <Codes codes={next.slice(0, 3)} />,
          },
        ]}
      />
      {replaced.length > 0 && (
        <div className="mt-4">
          <h3 className="font-semibold">{texts.replaced}</h3>
          <ul className="mt-1 space-y-1">
            {replaced.map(({ from, to, reason }) => (
              <li key={to}>
                <span className="figure text-sm">{texts.replacedLine(from, to)}</span>
                <span className="block text-ink-soft">{reason}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  )
}
