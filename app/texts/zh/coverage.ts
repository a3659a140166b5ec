/** Who answers for which enterprises, and who leads and liaises in each member unit. */
export const coverage = {
  title: '职责范围',
  lead: '哪个成员单位负责哪些企业。一家企业可由几个单位负责；没有单位负责的列入例外名单。',
  unit: '成员单位',
  criteria: '企业条件',
  note: '说明',
  noteHint: '例如：市属大型国有企业。',
  enterprises: '企业数',
  office: '联席会议办公室',
  districts: '区（市）',
  sectors: '行业代码',
  sectorsHint: '门类或大类，用逗号隔开，例如：I, M74。',
  ownerships: '所有制',
  listings: '上市情况',
  scales: '规模',
  create: '增加职责',
  createLead: '选中的条件须同时符合；不选的不作要求。',
  add: '增加职责',
  remove: '删除',
  removeWhat: '删除这项职责？',
  removeWho: (n: number) => `它涉及 ${n} 家企业；没有其他单位负责的会列入例外名单。`,
  removeUndo: '可以重新增加。',
  none: '还没有职责范围',
  noneWhy: '为成员单位增加职责后，企业自动归口。',
  units: {
    title: '成员单位',
    lead: '各成员单位的分管领导和联络员。',
    late: (n: number) => `${n} 个单位逾期未报分管领导或联络员。`,
    unit: '成员单位',
    duty: '职务',
    duties: { leader: '分管领导', liaison: '联络员' },
    standings: { named: '已报', due: '待报', late: '逾期未报', unasked: '未要求' },
    enterprises: '负责的企业',
    show: '查看',
    name: '登记任命',
    nameLead: '原任职人和任职日期保留。',
    nameVerb: '登记任命',
    person: '人员',
    personHint: '须是该单位具有相应角色的成员。',
    ask: '要求报送',
    askLead: '请单位在期限前报送人选，单位会收到通知。',
    askVerb: '要求报送',
    dueOn: '期限',
    none: '还没有成员单位',
    noneWhy: '在“职责范围”里给机关增加职责后，它成为成员单位。',
  },
} as const

export const coverageTitles = { 'people.coverage': '职责范围', 'people.units': '成员单位' } as const

export const coverageDone = {
  'coverage-add': '职责已增加',
  'coverage-remove': '职责已删除',
  'appointment-ask': '已通知该单位报送人选',
  'appointment-name': '任命已登记',
} as const

export const coverageNotices: Record<string, (facts: Record<string, any>) => string> = {
  'appointment.asked': ({ due }) => `请在 ${due} 前报送本单位分管领导、联络员人选`,
}

export const coverageHistories: Record<string, string> = {
  'agency.coverage_added': '增加职责范围',
  'agency.coverage_removed': '删除职责范围',
  'appointment.asked': '要求报送人选',
  'appointment.named': '登记任命',
}

export const coverageRefusals = {
  'coverage-empty': '请至少选择一项企业条件。',
  'coverage-known': '该单位已有相同的职责。',
  'office-row-stays': '联席会议办公室的职责不能删除。',
  'agency-unknown': '没有这个成员单位。',
  'appointment-due-past': '期限不能早于今天。',
  'appointed-already': '此职务已有人任职。',
  'not-of-unit': '此人不是该单位具有相应角色的成员。',
}

export const coverageProblems = { 'sector-codes': '请填写行业门类或大类代码，例如 I, M74' }
