/** Counts of a vendor's year, as the database counted them; null where too few would point at somebody. */
export type Figures = {
  due: number
  onTime: number
  deliveries: number
  rejected: number
  answers: number
  answerHours: number | null
  breaches: number
  orders: number
  cases: number | null
}

export const fewest = 5

const share = (part: number, whole: number) => (whole >= fewest ? part / whole : null)

/** What the counts say: shares of five and more, null below; cases per hundred orders. */
export function ratesOf({
  due,
  onTime,
  deliveries,
  rejected,
  answers,
  answerHours,
  breaches,
  orders,
  cases,
}: Figures) {
  return {
    onTime: share(onTime, due),
    rejected: share(rejected, deliveries),
    answerDays: answers >= fewest && answerHours !== null ? answerHours / 24 : null,
    breaches,
    casesPerHundred: cases !== null && orders >= fewest ? (cases * 100) / orders : null,
  }
}
