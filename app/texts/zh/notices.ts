import { officeNotices } from './office'

/** Notifications by kind; `facts` are what the command put beside the notice. */
export const notices: Record<string, string | ((facts: Record<string, any>) => string)> = {
  'organization.verified': '您的单位已核验，可以参加采购',
  'organization.returned': '您的单位资料被退回，请改正后重新提交',
  'organization.submitted': ({ name }) => `${name ?? '有单位'}提交了核验`,
  'round.bids_closed': '投标已截止，等待开标人到场',
  'bid.void': '您的一份投标在开启时被判无效，请查看原因',
  'order.placed': ({ number }) => `订单 ${number} 待确认合同`,
  'order.confirmed': ({ number }) => `订单 ${number} 已由双方确认，请按付款计划付款`,
  'order.declined': ({ number }) => `订单 ${number} 被对方拒绝`,
  'order.lapsed': ({ number }) => `订单 ${number} 逾期未确认，已结束`,
  'order.funded': ({ number }) => `订单 ${number} 款项已到，请交付`,
  'order.expired': ({ number }) => `订单 ${number} 逾期未付款，已结束`,
  'order.delivered': ({ number }) => `订单 ${number} 有交付待验收`,
  'order.rejected': ({ number }) => `订单 ${number} 的交付被退回`,
  'order.accepted': ({ number }) => `订单 ${number} 的交付已验收`,
  'order.acceptance_due': ({ number }) => `订单 ${number} 的验收期限将至`,
  ...officeNotices,
}
