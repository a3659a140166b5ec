export const owners = {
  title: '出资关系',
  lead: '按登记机关的登记填写。集团内的关系决定调解员的利益冲突，变动后正在进行的案件重新核查。',
  owner: '出资人',
  owned: '对外出资',
  organization: '单位',
  share: '出资比例',
  since: '自',
  until: '止于',
  stands: '有效',
  none: { owner: '没有登记出资人', owned: '没有登记对外出资' },
  noneWhy: { owner: '只登记本平台上的单位。', owned: '在被投资单位的页面登记。' },
  add: '登记出资人',
  uscc: '出资人的统一社会信用代码',
  addVerb: '登记',
  end: '终止',
  endTitle: '终止这项出资？',
  endWhat: ['自今日起不再属于同一集团，正在进行的案件重新核查利益冲突。'],
  endUndo: '可以重新登记。',
  open: '出资关系',
}

export const ownersTitles = { 'people.owners': '出资关系' } as const

export const ownersDone = { 'owner-added': '已登记', 'owner-ended': '已终止' } as const

export const ownersRefusals = {
  'owner-unknown': '平台上没有这个统一社会信用代码的单位。',
  'owner-is-self': '单位不能是自己的出资人。',
  'owner-stands': '这个出资人已经登记；先终止原来的比例，再登记新的。',
  'shares-over-whole': '各出资人的比例合计超过 100%。',
}

export const ownersHistories: Record<string, string> = {
  'organization.ownership_changed': '变更出资关系',
}
