import { type Answer, valueOf } from '~/web/answer'

type Rows = readonly (readonly string[])[]

/** The rows of a grid as they were posted, for a form that was not accepted; else those it begins with. */
export function gridRows(
  answer: Answer | undefined,
  name: string,
  keys: readonly string[],
  otherwise: Rows,
): Rows {
  const posted = Object.keys(answer?.values ?? {}).flatMap((path) => {
    const [head, row] = path.split('.')
    return head === name && row !== undefined ? [Number(row)] : []
  })
  if (posted.length === 0) return otherwise
  const rows = Array.from({ length: Math.max(...posted) + 1 }, (_, row) =>
    keys.map((key) => valueOf(answer, `${name}.${row}.${key}`)),
  )
  return rows.filter((row) => row.some((cell) => cell !== ''))
}

/** What is wrong with which cell: `0.label` → the sentence. */
export function gridErrors(answer: Answer | undefined, name: string): Record<string, string> {
  const own = (answer?.problems ?? []).filter(({ field }) => field.startsWith(`${name}.`))
  return Object.fromEntries(own.map(({ field, message }) => [field.slice(name.length + 1), message]))
}
