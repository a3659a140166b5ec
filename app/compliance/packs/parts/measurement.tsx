import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { usePackTexts } from '../../parts/texts'
import type { Score } from '../../recognition/score'
import type { Pack } from '../queries.server'

/** How well a pack was measured to recognize, beside the one in use. */
export function Measurement({ its, inUse }: { its: Pack; inUse: Pack | null | undefined }) {
  const texts = usePackTexts()
  const format = useFormat()
  if (!its.figures) return null
  const share = (value: number | null) => (value === null ? '–' : format.percent(value))
  const figures: [string, (of: Score) => string][] = [
    [texts.measured.rows, ({ withAliases }) => format.number(withAliases.rows)],
    [texts.measured.rulePrecision, ({ withAliases }) => share(withAliases.rulePrecision)],
    [texts.measured.unseenPrecision, ({ unseen }) => share(unseen.rulePrecision)],
    [texts.measured.recall, ({ unseen }) => share(unseen.plain.recall)],
    [texts.measured.unknown, ({ unseen }) => share(unseen.plain.unknown)],
    [texts.measured.wrongEdition, ({ unseen }) => share(unseen.plain.wrongEdition)],
    [texts.measured.accepted, ({ withAliases }) => format.number(withAliases.acceptedFromSuggestions)],
    [texts.measured.gates, ({ passed }) => (passed ? texts.holds : texts.fails)],
  ]
  return (
    <Section title={texts.measurement} sentence={texts.measurementWhy}>
      <Table
        caption={texts.measurement}
        rows={figures}
        rowKey={([name]) => name}
        empty={null}
        columns={[
          { key: 'figure', head: texts.figure, narrow: 'title', cell: ([name]) => name },
          {
            key: 'its',
            head: its.version,
            type: 'number',
            narrow: 'end',
            cell: ([, tell]) => tell(its.figures!),
          },
          ...(inUse?.figures
            ? [
                {
                  key: 'use',
                  head: texts.inUse(inUse.version),
                  type: 'number' as const,
                  narrow: 'detail' as const,
                  cell: ([, tell]: (typeof figures)[number]) => tell(inUse.figures!),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
