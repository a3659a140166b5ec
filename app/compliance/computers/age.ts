/** A list older than this says nothing of a computer any more (compliance.md §3.1; the SQL of `recount` has the same). */
export const freshDays = 180
