/** Days before the due day at which who has not handed in is reminded; negative ones lie after it (compliance.md §5). */
export const reminders = [30, 14, 7, 3, 1, -1, -7] as const
