/** A moment as a `datetime-local` field shows it: `2026-11-24T15:30` in China. */
export const typedMoment = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16)
