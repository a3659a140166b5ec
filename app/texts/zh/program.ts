export const program = {
  home: {
    title: (name: string) => `${name}，您好`, lead: (n: number) => (n === 0 ? '现在没有等您处理的事。' : `有 ${n} 类事情等您处理，最急的在前。`),
    waiting: '等您处理', count: '数量', what: '事项', due: '最近期限', empty: '都处理完了', emptyWhy: '新的期限和任务会出现在这里，并发送通知。', verifyFirst: '单位核验通过后，就可以加入采购轮次。',
  },
  waiting: {
    'demand-drafts': '需求草稿待确认',
    'queue': '产品有待识别的安装',
    'gaps': '产品有缺口',
    'imports': '清单待核对',
    'joinable': '轮次可以加入',
    'approvals': '认购待审批',
    'confirmations': '订单待确认',
    'acceptances': '交付待验收',
    'self-inspections': '自查待完成',
    'rectifications': '整改待落实',
    'renewals': '续订待决定',
    'biddable': '轮次可以投标',
    'vendor-confirmations': '订单待确认',
    'deliveries': '订单待交付',
    'verifications': '单位待核验',
    'openings': '轮次待开标',
    'decisions': '轮次待定标',
    'statement-lines': '银行流水待匹配',
    'refunds': '退款待审批',
    'questions': '提问待答复',
    'reviews': '自查待审核',
    'reports': '报送任务待处理',
    'inspections': '督查在办',
    'cases': '调解案件有期限',
    'intake': '调解申请待受理',
    'mandates': '调解委派待接受',
  },
} as const

export const programRefusals = {
  'training-closed': '培训已停止报名。',
  'enrolled-already': '此人已报名。',
}
