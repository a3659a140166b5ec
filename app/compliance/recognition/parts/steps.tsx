import { useFormat } from '~/design/format'
import { Table } from '~/design/table'
import { useRecognitionTexts } from '../../parts/texts'

/** How many rows each step of recognition took, and how many of them rightly. */
export function Steps({ steps }: { steps: Record<string, { rows: number; precision: number | null }> }) {
  const texts = useRecognitionTexts()
  const format = useFormat()
  return (
    <Table
      caption={texts.steps}
      rows={Object.entries(steps)}
      rowKey={([step]) => step}
      empty={null}
      columns={[
        { key: 'step', head: texts.stepHead, narrow: 'title', cell: ([step]) => texts.step[step] ?? step },
        { key: 'rows', head: texts.stepRows, type: 'number', cell: ([, { rows }]) => format.number(rows) },
        {
          key: 'precision',
          head: texts.stepPrecision,
          type: 'number',
          narrow: 'end',
          cell: ([, { precision }]) => (precision === null ? '–' : format.percent(precision)),
        },
      ]}
    />
  )
}
