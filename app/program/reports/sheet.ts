import type { Answers } from './answering'
import type { ReportField } from './form'

type Task = {
  agency: string
  state: string
  submitter: string | null
  submittedAt: Date | null
  figures: Record<string, number>
  answers: Answers
}
type Words = { measures: Record<string, string>; statuses: Record<string, string> }
type Own = {
  agency: string
  state: string
  submitter: string
  submittedAt: string
  remark: string
  disputed: string
  enterprises: string
  states: Record<string, string>
}

/** A round's reports as a sheet: one line per unit, one column per field, a computed one with its remark beside it. */
export function sheetOf(
  { title, form }: { title: string; form: readonly ReportField[] },
  tasks: readonly Task[],
  { measures, statuses }: Words,
  own: Own,
) {
  const names: Record<string, string> = { ...statuses, ...measures, enterprises: own.enterprises }
  const heads = form.flatMap(({ kind, label, figure }) => {
    const name = label || (figure ? names[figure]! : '')
    return kind === 'figure' ? [name, `${name} · ${own.remark}`] : [name]
  })
  return {
    name: title,
    head: [own.agency, own.state, own.submitter, own.submittedAt, ...heads],
    rows: tasks.map((task) => [
      task.agency,
      own.states[task.state] ?? task.state,
      task.submitter ?? '',
      task.submittedAt ? task.submittedAt.toISOString() : '',
      ...form.flatMap((field) => cellsOf(field, task, own.disputed)),
    ]),
  }
}

function cellsOf(
  { key, kind, figure }: ReportField,
  { figures, answers, submittedAt }: Task,
  disputed: string,
) {
  const value = answers.values[key] ?? ''
  if (kind === 'number') return [value === '' ? null : Number(value)]
  if (kind !== 'figure') return [value]
  const { stance, text = '' } = answers.remarks[key] ?? {}
  const remark = [stance === 'disputed' ? disputed : '', text].filter(Boolean).join(': ')
  return [submittedAt && figure ? (figures[figure] ?? 0) : null, remark]
}
