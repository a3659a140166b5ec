type Details = { field?: string; facts?: Record<string, string> }

/** The domain says no: a code that `texts` turns into a sentence, the field it belongs to, the sentence's facts. */
export class Refused extends Error {
  readonly code: string
  readonly field: string | undefined
  readonly facts: Record<string, string>

  constructor(code: string, { field, facts = {} }: Details = {}) {
    super(code)
    this.name = 'Refused'
    this.code = code
    this.field = field
    this.facts = facts
  }
}

/** Leaves the command; the transaction rolls back and the form answers with the code's sentence. */
export function refuse(code: string, details?: Details): never {
  throw new Refused(code, details)
}

/** Takes the answer of a "why not" rule: null goes on, a code refuses. */
export function refuseIf(code: string | null | undefined, details?: Details): void {
  if (code) refuse(code, details)
}

/** Refusals thrown by rules, and those raised in SQL with errcode MU100 (the message is the code). */
export function refusalOf(error: unknown): Refused | null {
  if (error instanceof Refused) return error
  const { code, message } = (error ?? {}) as { code?: string; message?: string }
  if (code === 'MU100' && message) return new Refused(message)
  if (code === 'MU002') return new Refused('already-moved')
  return null
}
