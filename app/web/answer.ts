/** What a form gets back when it was not accepted: nothing typed is lost. */
export type Answer = {
  readonly problems: readonly { readonly field: string; readonly message: string }[]
  readonly refusal: { readonly code: string; readonly sentence: string; readonly field?: string } | null
  readonly values: Readonly<Record<string, string | string[]>>
}

export const problemOf = (answer: Answer | undefined, field: string): string | undefined =>
  answer?.problems.find((problem) => problem.field === field)?.message ??
  (answer?.refusal?.field === field ? answer.refusal.sentence : undefined)

export function valueOf(answer: Answer | undefined, field: string, otherwise = ''): string {
  const value = answer?.values[field]
  return typeof value === 'string' ? value : (value?.[0] ?? otherwise)
}

/** What was ticked of several. */
export const chosenOf = (answer: Answer | undefined, field: string): string[] =>
  [answer?.values[field] ?? []].flat()

/** `<TextField {...typed(answer, 'reason')} label="Reason" />`: a field's name, what was typed into it, and what was wrong with that. */
export const typed = (answer: Answer | undefined, name: string) => ({
  name,
  defaultValue: valueOf(answer, name),
  error: problemOf(answer, name),
})

/** The answer of an action, whatever else the action may return. */
export const answerOf = (data: unknown): Answer | undefined =>
  data !== null && typeof data === 'object' && 'problems' in data ? (data as Answer) : undefined
