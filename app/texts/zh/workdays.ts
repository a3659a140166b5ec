/** 节假日与调休：期限按工作日计算所依据的日历。 */
export const workdays = {
  title: '工作日历',
  lead: '按工作日计算的期限以此为准：国务院办公厅每年公布的放假和调休安排。',
  years: '已有年度',
  year: '年度',
  workingDays: '工作日',
  off: '放假的工作日',
  moved: '调休上班日',
  notice: '通知文号',
  noticeHint: '如：国办发明电〔2026〕9号',
  shipped: '随软件附带',
  by: '录入人',
  none: '还没有日历',
  noneWhy: '没有日历的年度只按周末计算。',
  daysOf: (year: number) => `${year} 年的安排`,
  noMoved: '无',
  missing: (year: string) => `缺少 ${year} 年的放假安排`,
  missingWhat: '延伸到该年的期限暂按周末计算，标为“暂定”。通知公布后请在此录入，暂定的期限随即重新计算。',
  load: '录入年度安排',
  loadWhat: '照通知录入；同一年度再次录入时以新的为准。',
  holidays: '放假日期',
  holidaysHint: '如：1月1日至3日，2月15日至23日；其中的周末可以一并写入。',
  workdays: '调休上班日期',
  workdaysHint: '如：1月4日（周日）、2月14日',
  save: '录入',
  consequence: '录入后，暂定的期限一分钟内重新计算：只会延长，不会缩短，当事人收到通知。',
} as const

export const workdaysRefusals = {
  'calendar-past': '已过去的年度不能再录入。',
  'calendar-day-unread': ({ what = '' }: Record<string, string>) =>
    `“${what}”不是日期。请写成 10月1日 或 10-01。`,
  'calendar-day-of-other-year': ({ what = '' }: Record<string, string>) => `${what} 不在这个年度内。`,
  'calendar-day-worked-anyway': ({ what = '' }: Record<string, string>) =>
    `${what} 不是周末，本来就是工作日。`,
  'calendar-day-twice': ({ what = '' }: Record<string, string>) => `${what} 既列为放假又列为上班。`,
  'calendar-without-holidays': ({ what = '' }: Record<string, string>) =>
    `${what} 年没有一个放假的工作日，请核对。`,
}
