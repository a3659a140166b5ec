import { useFormat } from '~/design/format'
import { Table } from '~/design/table'
import { useRecognitionTexts } from '../../parts/texts'

type Shares = {
  rows: number
  precision: number | null
  recall: number | null
  unknown: number | null
  wrongEdition: number | null
}
type Figures = {
  plain: Shares
  weighted: Shares
  rulePrecision: number | null
  acceptedFromSuggestions: number
}

/** The figures of a measurement side by side: known machines, unseen ones, and all with what people confirmed. */
export function Quality({ train, unseen, all }: Record<'train' | 'unseen' | 'all', Figures>) {
  const texts = useRecognitionTexts()
  const format = useFormat()
  const share = (value: number | null) => (value === null ? '–' : format.percent(value))
  const figures: [string, string, (its: Figures) => string][] = [
    ['rows', texts.rows, ({ plain }) => format.number(plain.rows)],
    ['rules', texts.rulePrecision, (its) => share(its.rulePrecision)],
    ['precision', texts.precision, ({ plain }) => share(plain.precision)],
    ['recall', texts.recall, ({ plain }) => share(plain.recall)],
    ['unknown', texts.unknown, ({ plain }) => share(plain.unknown)],
    ['edition', texts.wrongEdition, ({ plain }) => share(plain.wrongEdition)],
    ['installs', texts.installs, ({ weighted }) => format.number(weighted.rows)],
    ['precision-w', texts.precision + texts.weighted, ({ weighted }) => share(weighted.precision)],
    ['recall-w', texts.recall + texts.weighted, ({ weighted }) => share(weighted.recall)],
    ['unknown-w', texts.unknown + texts.weighted, ({ weighted }) => share(weighted.unknown)],
    ['accepted', texts.accepted, (its) => format.number(its.acceptedFromSuggestions)],
  ]
  return (
    <Table
      caption={texts.figures}
      rows={figures}
      rowKey={([key]) => key}
      empty={null}
      columns={[
        { key: 'figure', head: texts.figure, narrow: 'title', cell: ([, name]) => name },
        { key: 'unseen', head: texts.unseen, type: 'number', narrow: 'end', cell: (row) => row[2](unseen) },
        { key: 'train', head: texts.train, type: 'number', narrow: 'detail', cell: (row) => row[2](train) },
        { key: 'all', head: texts.all, type: 'number', narrow: 'detail', cell: (row) => row[2](all) },
      ]}
    />
  )
}
