/** Disclosures of listed and pre-IPO enterprises, and the compliance statement. */
export const disclosures = {
  title: '信息披露',
  lead: '上市和拟上市企业涉及盗版诉讼、重大违规的披露及其跟进。',
  create: '登记披露',
  createLead: '只登记上市或拟上市企业；登记后不能修改，跟进另行补充。',
  enterprise: '企业',
  listing: '上市状态',
  listings: { listed: '上市', pre_ipo: '拟上市', none: '未上市' },
  kind: '类型',
  kinds: { litigation: '诉讼', violation: '重大违规', statement: '情况说明', other: '其他' },
  any: '全部',
  open: '尚未跟进',
  onDay: '披露日期',
  source: '来源',
  sourceHint: '例如：证券交易所公告、法院公告、来函。',
  link: '披露链接',
  linkHint: '以 https:// 开头的网址。',
  text: '内容',
  save: '登记披露',
  none: '还没有登记的披露',
  noneWhy: '上市和拟上市企业的公告、来函在这里登记并跟进。',
  followUps: '跟进',
  followUp: '跟进情况',
  addFollowUp: '补充跟进',
  noFollowUps: '还没有跟进。',
  followed: (n: number) => `已跟进 ${n} 次`,
  notFollowed: '尚未跟进',
  ownTitle: '信息披露',
  ownLead: '联席会议办公室登记的本企业披露，以及拟上市企业的合规说明。',
  ownNone: '没有登记的披露',
  ownNoneWhy: '办公室登记本企业的公告或来函后，会通知您并列在这里。',
  statements: '合规说明',
  statementsLead: '供上市申报使用；以出具当天平台的登记和清单为准，任何人可凭编号核验。',
  take: '出具合规说明',
  noStatement: '现在不能出具合规说明',
  toCompliance: '查看合规状况',
  statementsNone: '还没有合规说明',
  statementsNoneWhy: '合规状况为“合规”时，由审批人或负责人出具。',
  why: {
    'not-pre-ipo': '合规说明只出具给拟上市企业。',
    'statement-unverified': '单位尚未核验。',
    'statement-blacklisted': '单位在黑名单上。',
    'statement-lists-missing': '有在用计算机没有足够新的软件清单。',
    'statement-not-compliant': '合规状况不是“合规”。',
    'statement-of-today': '今天已经出具。',
  },
  paper: {
    heading: '软件使用合规说明',
    text: (name: string, day: string) =>
      `截至 ${day}，${name}登记的全部在用计算机均有有效的软件清单，清单中的商业软件均有相应授权，未发现授权缺口。`,
    uscc: '统一社会信用代码',
    computers: '在用计算机（台）',
    onDay: '截至日期',
    validUntil: '有效期至',
    no: '编号',
    limits:
      '本说明依据企业在平台上登记的计算机、软件清单和授权记录由系统核算，不构成法律意见；状况变化后自动失效，请以核验页面为准。',
    issuer: '推进企业使用正版软件工作联席会议办公室',
    verify: '核验',
  },
  proof: {
    title: '核验合规说明',
    holds: '说明有效',
    holdsWhy: (name: string) => `${name}目前仍为合规。`,
    ended: '说明已失效',
    endedWhy: (name: string) => `说明已过有效期，或${name}的状况已经变化。`,
    none: '没有这个编号的合规说明',
    noneWhy: '请核对编号。',
  },
} as const

export const disclosuresTitles = {
  'program.disclosures-desk': '信息披露',
  'program.disclosures': '信息披露',
  'program.disclosure': '披露',
  'program.disclosure-new': '登记披露',
  'program.statement-proof': '核验合规说明',
} as const

export const disclosuresDone = {
  'disclosure-entered': '已登记，企业已收到通知',
  'disclosure-followed': '跟进已补充',
  'statement-issued': '合规说明已出具，可下载',
} as const

export const disclosuresNotices: Record<string, string> = {
  'disclosure.entered': '办公室登记了本企业的一项披露',
}

export const disclosuresHistories: Record<string, string> = {
  'disclosure.entered': '登记披露',
  'disclosure.followed_up': '补充跟进',
  'compliance_statement.issued': '出具合规说明',
}

export const disclosuresRefusals = {
  'disclosure-to-come': '披露日期不能晚于今天。',
  'not-listed': '只登记上市或拟上市企业的披露。',
  'disclosure-known': '同一天、同一来源、同一类型的披露已登记。',
  ...disclosures.why,
}

export const disclosuresProblems = { 'link-form': '请填写以 http:// 或 https:// 开头的网址' }
