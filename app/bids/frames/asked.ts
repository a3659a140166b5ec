/** What is to be done by the clock about a stage that its openers have not ended (procurement.md §7). */
export type Window = { endsAt: Date; extendedAt: Date | null; askedAt: Date | null }

export const extensionHours = 24

/** Working days in which an author shows a frame, by why it is asked. */
export const showingWorkdays = { 'envelope-differs': 1, 'openers-missing': 2 } as const
export type AskCause = keyof typeof showingWorkdays

/** The next step when two openers are missing: the window is longer once, then the authors are asked. */
export function stepAfter({ endsAt, extendedAt, askedAt }: Window, now: Date): 'extend' | 'ask' | null {
  if (askedAt || now < endsAt) return null
  return extendedAt ? 'ask' : 'extend'
}

export const extended = (endsAt: Date) => new Date(endsAt.getTime() + extensionHours * 3_600_000)

export type Asked = { askedAt: Date | null; dueAt: Date; shown: number; asked: number }

/** Whether nothing is waited for any more: all have shown, or their time is over. */
export const isOver = ({ dueAt, shown, asked }: Pick<Asked, 'dueAt' | 'shown' | 'asked'>, now: Date) =>
  shown === asked || now >= dueAt
