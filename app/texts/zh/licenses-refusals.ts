export const licensesRefusals = {
  'entitlement-unknown': '没有这份授权，或不属于您的单位。',
  'no-free-unit': '可用份数不够，一份也没有分配。',
  'list-names-unknown': ({ lines = '', more = '0' }: Record<string, string>): string =>
    `没有分配：第 ${lines} 行${more === '0' ? '' : `等，另有 ${more} 行`}不是在用的计算机，也不是成员。`,
  'nobody-chosen': '请先选择计算机或人员。',
  'more-than-held': '超过了现有份数。',
  'price-not-held': '这个价格已不再保留，请参加下一轮。',
  'true-up-open': '这个产品已有一份补采待决定，请修改它的数量。',
  'true-up-changed': '数量刚刚被修改，请看过新的数量再确认。',
  'units-not-free-to-give': '这份授权目前不能给出：须在有效期内、没有争议，且不是试用或场地授权。',
  'oem-stays-with-computer': '随机预装的授权跟随计算机，不能单独给出。',
  'more-than-unassigned': '超过了没有分配出去的份数，请先退回。',
  'consent-needed': '合同没有写明可以转让，请上传权利人的同意书。',
  'receiver-unknown': '没有这个统一社会信用代码的已核实企业。',
  'receiver-is-self': '接收方不能是本单位。',
  'nothing-goes-along': '没有随这台计算机的有效授权，请直接在计算机页面“调出”。',
  'computer-rights-hindered': '随机授权正在争议或已暂停，解决之前不能移交。',
  'computer-rights-forbidden': '随机授权的条款不许转让，请上传权利人的同意书。',
  'computer-already-offered': '这台计算机已提出移交，请先等它结束或撤回。',
  'computer-already-gone': '这台计算机已报废或调出。',
  'asset-number-needed': '请填写它在您单位的资产编号。',
  'asset-number-used': ({ no = '' }: Record<string, string>): string => `资产编号 ${no} 已在使用。`,
  'transfer-unknown': '没有这次转移，或不属于您的单位。',
  'approver-needed': '注销授权需要审批人。',
  'delivery-unknown': '没有这次交付，或不是您单位交付的。',
  'keys-complete': '这次交付的密钥已上传。',
  'key-file-too-large': '许可文件最大 8 MB。',
  'keys-missing': '请填写密钥或选择文件。',
  'keys-refused': ({ lines, more }: Record<string, string>) =>
    `没有保存：${(lines ?? '')
      .split(',')
      .map((entry) => {
        const [line, code = ''] = entry.split(' ')
        return `第 ${line} 行${keyCodes[code] ?? code}`
      })
      .join('，')}${more && more !== '0' ? `，另有 ${more} 处` : ''}。`,
  'nothing-to-record': '没有可登记的行。',
  'claims-list-missing': 'zip 里须有一个 CSV 表格；有几个时，请命名为 entitlements.csv。',
  'key-unknown': '没有这个密钥，或不属于您的单位。',
  'keys-too-few': ({ there = '' }: Record<string, string>): string =>
    `这份授权只有 ${there} 个可以导出的密钥。`,
  'keys-gone': '密钥已少于申请的数量，请重新申请。',
  'export-over': '同意已超过七天，请重新申请。',
  'key-revoked': '这个密钥已撤销，不能查看。',
  'reveal-limit': '一小时内最多查看 20 个密钥，请稍后再试。',
  'keys-not-chosen': '请先选出密钥。',
  'replacement-unknown': '没有这项更换，或不是您单位的。',
  'replacement-over': '这项更换已交付，或不再需要。',
  'replaced-units-gone': '旧授权的份数已不足要更换的份数，或已暂停，不能更换。',
  'replaced-license-ended': '旧授权已到期，不能更换。',
  'replaced-has-keys': '旧授权有密钥，请交付新的密钥或许可文件。',
  'evaluation-too-long': '试用不能超过 180 天。',
}

const keyCodes: Record<string, string> = {
  empty: '空行',
  'duplicate-in-file': '文件内重复',
  'already-delivered': '已交付过',
  'wrong-pattern': '格式不符',
  'too-long': '过长',
  'wrong-count': '数量与交付份数不符',
  'too-many': '超过 5 万行',
}
