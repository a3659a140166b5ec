import type { CalendarDay } from './workdays'

// Weekdays off and weekends worked, by the yearly notice of the State Council's general office.
const notices = {
  // 国办发明电〔2023〕7号
  2024: {
    holiday:
      '01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17 10-01 10-02 10-03 10-04 10-07',
    workday: '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  },
  // 国办发明电〔2024〕12号
  2025: {
    holiday:
      '01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08',
    workday: '01-26 02-08 04-27 09-28 10-11',
  },
  // 国办发明电〔2025〕7号
  2026: {
    holiday:
      '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07',
    workday: '01-04 02-14 02-28 05-09 09-20 10-10',
  },
}

/** The exceptions published so far, as rows of `calendar_days`; a new year is one more entry above. */
export const publishedDays: readonly CalendarDay[] = Object.entries(notices).flatMap(([year, notice]) =>
  (['holiday', 'workday'] as const).flatMap((kind) =>
    notice[kind].split(' ').map((day) => ({ day: `${year}-${day}`, kind })),
  ),
)
