/** What pages, notices, histories and refusals of the office's working rooms say in a line. */
export const officeTitles = {
  'program.plan': '年度计划',
  'program.plan-new': '制定年度计划',
  'program.plan-edit': '修改年度计划',
  'program.target': '目标',
  'program.target-new': '提出目标',
  'program.target-change': '变更目标',
  'program.reports': '信息报送',
  'program.report-round': '报送轮次',
  'program.report-round-new': '新建报送轮次',
  'program.report': '报告',
} as const

export const officeDone = {
  'plan-published': '计划已公布，成员单位已收到通知',
  'target-set': '目标已下达',
  'target-proposed': '目标已提交办公室',
  'target-accepted': '目标已采纳',
  'target-changed': '目标已变更，旧版本保留',
  'report-opened': '报送已开启，各单位已收到通知',
  'report-save': '草稿已保存',
  'report-submit': '报告已提交，等待分管领导核准',
  'report-approve': '已核准，办公室已收到通知',
  'report-accept': '报告已接收',
  'report-return': '报告已退回',
} as const

type Facts = Record<string, any>

export const officeNotices: Record<string, string | ((facts: Facts) => string)> = {
  'plan.published': ({ year, due }) => `${year} 年度计划已公布，请在 ${due} 前报送阶段目标`,
  'target.proposed': ({ number }) => `有单位提出目标（${number}），等待采纳`,
  'target.set': ({ number }) => `办公室下达了目标（${number}）`,
  'target.accepted': ({ number }) => `目标（${number}）已被采纳`,
  'target.returned': ({ number }) => `目标（${number}）被退回，请改正后重新提出`,
  'target.superseded': ({ number }) => `办公室变更了目标，新的目标数为 ${number}`,
  'report.due': ({ due }) => `有报送任务，${due} 截止`,
  'report.submitted': '有报告等待您核准',
  'report.approved': '有报告等待接收',
  'report.accepted': '报告已被办公室接收',
  'report.returned': '报告被退回，请改正后重新提交',
  'report.reminded': ({ due }) => `报告 ${due} 截止，尚未提交`,
}

export const officeHistories: Record<string, string> = {
  'plan.created': '制定计划',
  'plan.changed': '修改计划',
  'plan.published': '公布计划',
  'target.set': '下达目标',
  'target.proposed': '提出目标',
  'target.accepted': '采纳目标',
  'target.returned': '退回目标',
  'target.superseded': '变更目标',
  'report.round_created': '新建报送轮次',
  'report.round_opened': '开启报送',
  'report.due': '下达报送任务',
  'report.submitted': '提交报告',
  'report.approved': '核准报告',
  'report.accepted': '接收报告',
  'report.returned': '退回报告',
  'report.reminded': '催报',
}

export const officeRefusals = {
  'year-taken': '这一年度已有计划。',
  'plan-unknown': '没有这份计划。',
  'target-exists': '同一范围和指标已有目标，或已有变更在等待采纳。',
  'scope-not-yours': '只能为本单位负责的区县、行业或企业提出目标。',
  'due-outside-year': '完成日必须在计划年度之内。',
  'due-before-start': '完成日必须在今天之后。',
  'above-scope': ({ size }: Record<string, string>) => `范围内只有 ${size} 家企业，目标数不能超过它。`,
  'not-above-baseline': ({ value }: Record<string, string>) => `现在已有 ${value}，目标数必须高于它。`,
  'no-agency': '请至少选择一个单位。',
  'own-report': '不能核准自己填报的报告，请由另一位领导核准。',
}

export const officeProblems = {
  'year-range': '请填写 2012 至 2100 之间的年份',
  'period-order': '结束日期不能早于开始日期',
  'no-fields': '请至少填写一个字段',
  'figure-locked': '这个数字由系统计算，不能填写',
  'number-form': '请填写数字，例如 12 或 3.5',
}
