import { formatDateTime, formatTime } from '~/design/format'

const at = (iso: string | undefined) => {
  const moment = new Date(iso ?? Number.NaN)
  if (Number.isNaN(moment.getTime())) return ''
  return `${formatDateTime('zh', moment).replace(/ .*/, '')} ${formatTime(moment, true)}.${iso!.slice(20, 23)}`
}

export const roundsRefusals = {
  'round-unknown': '没有这一轮，或它还没有公布。',
  'lot-unknown': '没有这个标段。',
  'pledge-unknown': '没有这份认购。',
  'not-a-draft': '这一轮已公布，草稿不能再改；请发布更正。',
  'template-exists': '这个名称已有模板：请看清不同之处，确认存为它的新版本，或换一个名称。',
  'template-retired': '这个模板已停用或不存在；请另选一个，或从内置方案开始。',
  'already-consented': '您已同意过这份公告，需要另一名工作人员。',
  'draft-changed': '草稿在您看到之后改过，请重新检查后再同意。',
  'pledges-closed': ({ at: now, closedAt }: Record<string, string>) =>
    `认购已于 ${at(closedAt)} 截止；服务器时间 ${at(now)}。已签署的认购仍有效，填写的内容没有保存。`,
  'round-suspended': '本轮已暂停，恢复后继续。',
  'lot-closed': '这个标段已不再接受认购和投标。',
  'barred-after-default': '因一年内有违约记录，暂不能认购。',
  'stretch-range': '弹性数量应在 1 到 10,000,000 之间。',
  'all-or-nothing-too-many': ({ lots }: Record<string, string>) =>
    `“全部成交才成交”涵盖的标段超过上限；本单位已认购 ${lots}。请取消勾选，或先撤回其中一些。`,
  'stretch-missing': '填写了弹性单价，请同时填写弹性数量。',
  'stretch-above-ceiling': '弹性数量的单价不能高于最高限价。',
  'seed-missing': '还没有产生并封存随机种子：请在启用脚本的浏览器中进行。',
  'sealed-by-platform': '本轮由平台代管，种子由平台产生。',
  'pledge-changed': '您看到之后，认购又改过。请重新核对后再签署。',
  'needs-approval': '超出您的采购额度，须由审批人批准并签署。',
  'approver-is-requester': '经办人不能批准自己的认购。',
  'above-limit': '超出您可批准的额度，请由额度足够的审批人批准。',
  'lines-taken': '勾选的需求已有变化（撤回、过期或已汇入别的标段），请重新勾选。',
  'questions-closed': ({ at: now, closedAt }: Record<string, string>) =>
    `提问已于 ${at(closedAt)} 截止；服务器时间 ${at(now)}。`,
  'already-answered': '已经答复过，不能再答复。',
  'nothing-changed': '没有改动任何项目。',
  'reason-missing': '请写明理由。',
  'in-the-past': '提问截止应在现在之后。',
  'questions-after-freeze': '提问截止应早于认购截止。',
  'freeze-after-close': '认购截止应早于投标截止。',
  'opening-before-close': '开标不能早于投标截止。',
  'freeze-too-late': '认购截止到投标截止之间的工作日不足。',
  'bidding-too-short': '公布到投标截止的天数不足。',
  'weights-not-100': '价格与各项标准的分值合计应为 100。',
  'dues-count': '分期付款应为 2 至 6 期。',
  'dues-not-100': '各期比例合计应为 100%。',
  'gate-after-acceptance': '验收后才到期的款项，不能作为交付的前提。',
  'dues-out-of-order': '各期应按时间先后排列：合同生效后的在前、验收后的在后，交付前应付的在最前。',
  'criteria-missing': '综合评分法至少要有一项标准。',
  'criterion-twice': '评分标准的代码重复。',
  'price-weight-too-low': '价格分低于规定的最低分值。',
  'bundles-not-comprehensive': '综合评分法不能有打包折扣。',
  'no-lots': '至少要有一个标段。',
  'reference-without-evidence': '参考价没有来源说明。',
  'justification-missing': '指定单一产品须说明理由。',
  'steps-missing': '按公布数量报价时，须填写公布档位。',
  'too-many-steps': '公布档位超过最多报价档数。',
  'steps-not-rising': '公布档位须从小到大。',
  'already-past': '这个时间已过，不能再改。',
  'openers-missing': '开标人不足 3 名。',
  'openers-same-organization': '开标人须来自不同单位。',
  'openers-all-of-office': '开标人不能都来自办公室。',
  'opener-not-ready': '开标人的密钥还没有演练。',
  'opener-is-bidder': '开标人的单位在本轮投标。',
  'opener-is-buyer': '开标人的单位在本轮认购。',
  'opener-is-mediator': '开标人正在为一方调解。',
}
