/** What the recommended list, honors and surveys say in a line: titles, toasts, notices, histories, refusals. */
export const outreachTitles = {
  'program.recommended': '推荐名录',
  'program.proposals': '名录申报',
  'program.proposal': '名录申报',
  'program.proposal-new': '申报产品',
  'program.own-scorecard': '服务记录',
  'program.scorecard': '供货商服务记录',
  'program.scorecards': '供货商服务记录',
} as const

export const outreachDone = {
  'listing-proposed': '已提交申报，等待评审',
  'listing-review': '评审已提交，办公室已收到通知',
  'listing-accept': '已列入名录',
  'listing-reject': '已决定不予列入',
  'listing-remove': '已移出名录',
  'scorecard-commented': '说明已提交，截止前可以修改',
} as const

type Facts = Record<string, any>

export const outreachNotices: Record<string, string | ((facts: Facts) => string)> = {
  'listing.proposed': '有产品申报推荐名录，等待评审',
  'listing.reviewed': '有名录申报已评审，等待审定',
  'listing.accepted': '申报的产品已列入推荐名录',
  'listing.rejected': '申报的产品未列入推荐名录，请查看理由',
  'listing.removed': '申报的产品已移出推荐名录',
  'scorecard.shown': '本季度服务记录已计算，请过目并可说明情况',
}

export const outreachHistories: Record<string, string> = {
  'listing.proposed': '申报',
  'listing.reviewed': '提交评审意见',
  'listing.accepted': '审定列入名录',
  'listing.rejected': '决定不予列入',
  'listing.removed': '移出名录',
  'scorecard.shown': '计算服务记录',
  'scorecard.commented': '说明情况',
  'scorecard.released': '服务记录提供给办公室',
}

export const outreachRefusals = {
  'proposal-exists': '这个版本已有申报在办理中。',
  'own-proposal': '不能评审本单位申报的产品。',
  'own-review': '评审人不能同时审定，请由另一位工作人员审定。',
  'criteria-unmet': '有标准不符合，只能不予列入。',
  'ends-too-soon': '有效期必须在今天之后。',
  'comment-late': '说明期限已过，数字和说明已提供给办公室。',
}
