import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import type { Answers } from '../answering'
import type { ReportField } from '../form'
import { useFieldLabel } from './figure-name'
import { useReportTexts } from './texts'

type ReportAnswersProps = {
  task: { form: ReportField[]; answers: Answers; figures: Record<string, number> }
  files: readonly { id: string; name: string }[]
  /** A report that was never handed in is its writer's own. */
  shown: boolean
}

/** A report as it was handed in: frozen figures with the unit's stance, then what it wrote. */
export function ReportAnswers({ task, files, shown }: ReportAnswersProps) {
  const texts = useReportTexts()
  const labelOf = useFieldLabel()
  const format = useFormat()
  if (!shown) return <Empty icon="document" title={texts.notHandedIn} why={texts.notHandedInWhy} />
  const { values, remarks } = task.answers
  const counted = 'enterprises' in task.figures
  const figures = task.form.filter(({ kind }) => kind === 'figure')
  const others = task.form.filter(({ kind }) => kind !== 'figure')
  const file = (id: string | undefined) => files.find((one) => one.id === id)
  return (
    <>
      <Section title={texts.figures} sentence={texts.frozen}>
        <Table
          caption={texts.figures}
          rows={figures}
          rowKey={({ key }) => key}
          empty={null}
          columns={[
            { key: 'label', head: texts.figure, cell: (field) => labelOf(field) },
            {
              key: 'value',
              head: texts.value,
              type: 'number',
              narrow: 'end',
              cell: ({ figure }) => (counted ? format.number(task.figures[figure!] ?? 0) : '—'),
            },
            {
              key: 'stance',
              head: texts.stance,
              type: 'chip',
              cell: ({ key }) => <Stance stance={remarks[key]?.stance} />,
            },
            { key: 'remark', head: texts.remark, cell: ({ key }) => remarks[key]?.text },
          ]}
        />
      </Section>
      {others.length > 0 && (
        <Section title={texts.answers}>
          <Facts
            layout="row"
            items={others.map((field) => {
              const value = values[field.key]
              const its = field.kind === 'file' ? file(value) : undefined
              return {
                label: field.label,
                value: its ? (
                  <TextLink to={`/files/${its.id}`} reloadDocument>
                    {its.name}
                  </TextLink>
                ) : (
                  <span className="whitespace-pre-line">{value || '—'}</span>
                ),
              }
            })}
          />
        </Section>
      )}
    </>
  )
}

function Stance({ stance }: { stance: string | undefined }) {
  const texts = useReportTexts()
  if (stance === 'disputed') return <Chip meaning="attention">{texts.disputed}</Chip>
  return stance === 'confirmed' ? <Chip meaning="ok">{texts.confirmed}</Chip> : null
}
