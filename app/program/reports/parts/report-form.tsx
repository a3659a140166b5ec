import { Button } from '~/design/button'
import { FileDrop } from '~/design/file-drop'
import { useFormat } from '~/design/format'
import { Icon } from '~/design/icons'
import { NumberField } from '~/design/number-field'
import { Section } from '~/design/section'
import { Select } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import type { Answer } from '~/web/answer'
import { CheckedForm, type FieldOf } from '~/web/checked-form'
import { type Answers, answersForm } from '../answering'
import type { ReportField } from '../form'
import { useFieldLabel } from './figure-name'
import { useReportTexts } from './texts'

type Task = { form: ReportField[]; answers: Answers; figures: Record<string, number> }
type Files = readonly { id: string; name: string }[]
type ReportFormProps = { task: Task; files: Files; answer: Answer | undefined }

/** The report to be written: what facts computed is shown and locked; the unit confirms, remarks or disputes. */
export function ReportForm({ task, files, answer }: ReportFormProps) {
  const texts = useReportTexts()
  const figures = task.form.filter(({ kind }) => kind === 'figure')
  const others = task.form.filter(({ kind }) => kind !== 'figure')
  return (
    <CheckedForm
      form={answersForm(task.form, task.answers.values)}
      answer={answer}
      defaults={defaultsOf(task.answers)}
      encType="multipart/form-data"
      className="space-y-8"
    >
      {(field, busy) => (
        <>
          {figures.length > 0 && (
            <Section title={texts.figures} sentence={texts.figuresLead}>
              <ul className="divide-y divide-line border-y border-line">
                {figures.map((its) => (
                  <LockedFigure
                    key={its.key}
                    its={its}
                    value={task.figures[its.figure!] ?? 0}
                    field={field}
                  />
                ))}
              </ul>
            </Section>
          )}
          {others.length > 0 && (
            <Section title={texts.answers}>
              <div className="max-w-xl space-y-5">
                {others.map((its) => (
                  <OwnField key={its.key} its={its} file={fileOf(its, task, files)} field={field} />
                ))}
              </div>
            </Section>
          )}
          <div className="flex flex-wrap gap-2">
            <Button look="primary" name="move" value="submit" busy={busy}>
              {texts.submit}
            </Button>
            <Button name="move" value="save" busy={busy}>
              {texts.save}
            </Button>
          </div>
        </>
      )}
    </CheckedForm>
  )
}

const fileOf = ({ key }: ReportField, { answers }: Task, files: Files) =>
  files.find(({ id }) => id === answers.values[key])?.name

function defaultsOf({ values, remarks }: Answers): Record<string, string> {
  return {
    ...Object.fromEntries(Object.entries(values).map(([key, value]) => [`values.${key}`, value])),
    ...Object.fromEntries(
      Object.entries(remarks).flatMap(([key, { stance = '', text = '' }]) => [
        [`remarks.${key}.stance`, stance],
        [`remarks.${key}.text`, text],
      ]),
    ),
  }
}

function LockedFigure({ its, value, field }: { its: ReportField; value: number; field: FieldOf }) {
  const texts = useReportTexts()
  const format = useFormat()
  const label = useFieldLabel()(its)
  const { error: locked } = field(`values.${its.key}`)
  return (
    <li className="grid items-center gap-x-4 gap-y-2 py-3 sm:grid-cols-[1fr_6rem_9rem_1fr]">
      <span>
        {label}
        {locked && <span className="block text-sm text-risk">{locked}</span>}
      </span>
      <span className="figure flex items-center gap-1.5 text-lg font-medium sm:justify-end">
        {format.number(value)}
        <Icon name="lock" className="size-3.5 text-ink-soft" />
      </span>
      <Select
        {...bare(field(`remarks.${its.key}.stance`))}
        aria-label={`${label}: ${texts.stance}`}
        options={[
          { value: '', label: texts.noStance },
          { value: 'confirmed', label: texts.confirmed },
          { value: 'disputed', label: texts.disputed },
        ]}
      />
      <input
        {...bare(field(`remarks.${its.key}.text`))}
        className="control"
        maxLength={500}
        placeholder={texts.remark}
        aria-label={`${label}: ${texts.remark}`}
      />
    </li>
  )
}

const bare = ({ error: _, autoFocus: __, ...field }: ReturnType<FieldOf>) => field

function OwnField({ its, file, field }: { its: ReportField; file: string | undefined; field: FieldOf }) {
  const texts = useReportTexts()
  const wiring = { ...field(`values.${its.key}`), label: its.label, optional: !its.required }
  if (its.kind === 'number') return <NumberField {...wiring} inputMode="decimal" />
  if (its.kind === 'text') return <TextArea {...wiring} rows={5} />
  const { defaultValue: _, ...drop } = wiring
  return <FileDrop {...drop} {...(file && { hint: texts.kept(file) })} />
}
