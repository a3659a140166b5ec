import type { TemplateKind } from '../../app/mediation/templates/form.ts'

type BodyText = {
  key: string
  followsId?: string
  by: string
  reviewer?: string
  daysAgo: number
  kind: TemplateKind
  nameZh: string
  nameEn: string
  textZh: string
  textEn: string
}

/** The templates of the people's mediation committee, in the order in which they were written. */
export const bodyTexts: readonly BodyText[] = [
  {
    key: 'keys',
    by: 'mediator',
    reviewer: 'registrar',
    daysAgo: 60,
    kind: 'first_offer',
    nameZh: '密钥无法激活：先补发，后结算',
    nameEn: 'Keys that do not activate: reissue first, settle after',
    textZh:
      '{claimant}愿意配合核对终端名称和激活记录。{respondent}在收到清单后五个工作日内重新下发授权；未能下发的部分，按已付金额退款。',
    textEn:
      '{claimant} will help to match computers with activation records. Within five working days of the list {respondent} reissues the licenses; what cannot be reissued is refunded at the price paid.',
  },
  {
    key: 'clauses',
    by: 'mediator2',
    reviewer: 'mediator',
    daysAgo: 55,
    kind: 'settlement',
    nameZh: '补发授权的验收条款',
    nameEn: 'How reissued licenses are accepted',
    textZh:
      '重新下发的授权，由{claimant}在三个工作日内逐台激活并确认；逾期未确认也未提出异议的，以平台记录的激活结果为准。',
    textEn:
      'Within three working days {claimant} activates each reissued license and confirms it; without confirmation or objection, the activation recorded by the platform counts.',
  },
  {
    key: 'letter',
    by: 'registrar',
    reviewer: 'mediator',
    daysAgo: 50,
    kind: 'procedure',
    nameZh: '提醒补充材料',
    nameEn: 'Reminder to add documents',
    textZh:
      '{claimant}、{respondent}：\n案件 {number} 仍缺少激活日志和终端清单。请在三个工作日内从“证据”页提交；确有困难的，请在此说明。\n{body}\n{today}',
    textEn:
      'To {claimant} and {respondent}:\nCase {number} still lacks the activation log and the list of computers. Please add them on the page “Evidence” within three working days, or say here why you cannot.\n{body}\n{today}',
  },
  {
    key: 'letter2',
    followsId: 'letter',
    by: 'registrar',
    daysAgo: 1,
    kind: 'procedure',
    nameZh: '提醒补充材料',
    nameEn: 'Reminder to add documents',
    textZh:
      '{claimant}、{respondent}：\n案件 {number} 仍缺少激活日志和终端清单。请在五个工作日内从“证据”页提交；确有困难的，请在此说明原因和预计时间。\n{body}\n{today}',
    textEn:
      'To {claimant} and {respondent}:\nCase {number} still lacks the activation log and the list of computers. Please add them on the page “Evidence” within five working days, or say here why you cannot and by when you could.\n{body}\n{today}',
  },
]
