import type { Spoken } from '../speak'
import type { workdays as zh } from '../zh/workdays'

export const workdays: Spoken<typeof zh> = {
  title: 'Working days',
  lead: 'Periods in working days are counted by this calendar: public holidays and moved working days, as the State Council’s office announces them each year.',
  years: 'Known years',
  year: 'Year',
  workingDays: 'Working days',
  off: 'Weekdays off',
  moved: 'Weekends worked',
  notice: 'Notice',
  noticeHint: 'Such as 国办发明电〔2026〕9号',
  shipped: 'Came with the software',
  by: 'Loaded by',
  none: 'No calendar yet',
  noneWhy: 'A year without calendar counts by weekends alone.',
  daysOf: (year) => `Days of ${year}`,
  noMoved: 'None',
  missing: (year) => `The holidays of ${year} are missing`,
  missingWhat:
    'Periods that reach into that year are counted by weekends and shown as provisional. Load the notice here once it is out; they are counted again at once.',
  load: 'Load a year',
  loadWhat: 'As the notice has it; a year that is loaded again replaces what it had.',
  holidays: 'Days off',
  holidaysHint: 'Such as 1-1~1-3, 2-15~2-23; weekends among them may stand.',
  workdays: 'Weekends worked',
  workdaysHint: 'Such as 1-4, 2-14',
  save: 'Load',
  consequence:
    'Provisional periods are counted again within a minute: they get longer, never shorter, and the parties are told.',
}

export const workdaysRefusals = {
  'calendar-past': 'A year that is over cannot be loaded.',
  'calendar-day-unread': ({ what = '' }: Record<string, string>) =>
    `“${what}” is no day. Write 10-01 or 2027-10-01.`,
  'calendar-day-of-other-year': ({ what = '' }: Record<string, string>) => `${what} is not in this year.`,
  'calendar-day-worked-anyway': ({ what = '' }: Record<string, string>) =>
    `${what} is no weekend: it is a working day anyway.`,
  'calendar-day-twice': ({ what = '' }: Record<string, string>) =>
    `${what} stands as a day off and as a day worked.`,
  'calendar-without-holidays': ({ what = '' }: Record<string, string>) =>
    `${what} has no weekday off; compare with the notice.`,
}
