import { officeDone } from './office'

/** What was just done, said once on the next page (`?done=code`). */
export const done = {
  saved: '已保存',
  invited: '邀请已发出，链接 7 天内有效',
  removed: '已移出，其登录已结束',
  verified: '已核验',
  returned: '已退回',
  suspended: '已停用',
  resumed: '已恢复',
  submitted: '已提交核验',
  registered: '注册已提交，等待办公室核验',
  password: '密码已修改，其他设备上的登录已结束',
  read: '全部已读',
  ended: '已结束',
  sealed: '已密封提交，收据见下',
  withdrawn: '已撤回',
  reconfirmed: '已按新公告确认',
  attended: '已到场，等待另一家单位的开标人',
  opened: '已开启，结果见下',
  'order-confirmed': '已确认合同',
  'order-declined': '已拒绝，订单结束',
  delivered: '交付单已提交，验收期开始',
  'delivery-withdrawn': '交付单已撤回',
  accepted: '已验收',
  rejected: '已退回，供货商会收到原因',
  ...officeDone,
} as const
