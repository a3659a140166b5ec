/** The calendar of an inspection campaign. */
export const inspectionDays = {
  title: '督查日程',
  titleOf: (campaign: string) => `督查日程：${campaign}`,
  lead: '抽取公布之后，检查组、日期和路线列在这里。',
  sentence: (from: string, to: string, visited: number, drawn: number) =>
    `${from} 至 ${to}，抽取 ${drawn} 家，已检查 ${visited} 家。`,
  inspections: '督查',
  tab: '日程',
  ics: '导入日历（.ics）',
  own: '我的检查组',
  campaign: '督查批次',
  newest: '最近一批',
  drawn: '抽取',
  visited: '已检查',
  passed: '合格',
  rectify: '限期整改',
  failed: '不合格',
  seed: '公开的种子和抽取过程',
  noDay: '日期待定',
  enterprise: '企业',
  district: '区（市）',
  address: '地址',
  team: '检查组',
  state: '状态',
  results: '各区（市）结果',
  none: '还没有抽取过的督查',
  noneWhy: '督查批次抽取并公布种子后，日程列在这里。',
} as const

export const inspectionDaysTitles = { 'program.inspection-days': '督查日程' } as const
