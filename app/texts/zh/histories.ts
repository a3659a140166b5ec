import { officeHistories } from './office'

/** Events as they read in a history, without their subject. */
export const histories: Record<string, string> = {
  'organization.submitted': '提交核验',
  'organization.returned': '退回资料',
  'organization.verified': '核验通过',
  'organization.suspended': '停用',
  'organization.resumed': '恢复',
  'organization.described': '修改资料',
  'member.added': '添加成员',
  'member.changed': '调整成员角色',
  'member.removed': '移出成员',
  'person.joined': '接受邀请',
  'person.signed_in': '登录',
  'person.password_changed': '修改密码',
  'person.password_reset': '重设密码',
  'bid.sealed': '密封投标',
  'bid.replaced': '替换投标',
  'bid.withdrawn': '撤回投标',
  'bid.invalidated': '因补遗待重新确认',
  'bid.reconfirmed': '按新公告确认投标',
  'bid.opened': '开启信封',
  'bid.excluded': '排除投标',
  'opening.attended': '开标人到场',
  ...officeHistories,
}
