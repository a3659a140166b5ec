import type { Spoken } from '../speak'
import type { budget as zh } from '../zh/budget'

export const budget: Spoken<typeof zh> = {
  title: 'Office budget',
  lead: 'What was planned and spent in a year, each sum with its voucher. Totals only; it replaces no accounts.',
  titleOf: (year) => `Office budget of ${year}`,
  years: 'Years',
  line: 'Line',
  planned: 'Planned',
  spent: 'Spent',
  left: 'Left',
  share: 'Share spent',
  over: 'Over plan',
  chart: (share) => `${share} of the plan is spent`,
  empty: 'No lines in this year yet',
  emptyWhy: 'Add lines with what is planned, then book spendings by voucher.',
  spendings: 'Spendings',
  noSpendings: 'Nothing spent yet',
  noSpendingsWhy: 'Each spending stays as it was booked; what comes back is booked as such.',
  voucher: 'Voucher',
  day: 'Day',
  remark: 'Remark',
  by: 'Booked by',
  amount: 'Amount',
  add: 'Add a line',
  year: 'Year',
  name: 'Name of the line',
  book: 'Book a spending',
  direction: 'Direction',
  directions: { out: 'Spent', back: 'Came back' },
  save: 'Book',
}

export const budgetRefusals = {
  'spending-to-come': 'A spending cannot lie after today.',
  'spending-of-other-year': 'This day is not in the year of the line.',
  'voucher-booked': 'This voucher is booked on this line already.',
  'more-back-than-spent': 'More would come back than was spent on this line.',
}
