/** The codes that several rooms show: how a license counts, for how long, through which channel (licenses.md §3). */
export const vocabulary = {
  metrics: {
    device: '按设备',
    'node-locked': '绑定设备',
    user: '按用户',
    'named-user': '指定用户',
    'concurrent-user': '并发授权',
    'client-access': '客户端访问许可',
    'core-points': '按核',
    'processor-points': '按处理器',
    appliance: '设备自带',
    'custom-metric': '其他计量',
  },
  terms: { perpetual: '永久授权', subscription: '订阅', evaluation: '试用' },
  termOf: (term: string, months: string) => (months === '' ? term : `${term} ${months} 个月`),
  channels: {
    retail: '零售',
    oem: '预装',
    'volume-mak': '批量激活密钥',
    'volume-kms': '批量密钥服务',
    'subscription-login': '订阅账号',
    free: '免费',
    unknown: '未说明',
  },
  taxCategories: { software_product: '软件产品', software_service: '软件服务', right_license: '许可使用权' },
}
