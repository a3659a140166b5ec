import { officeNotices } from './office'

/** Notifications by kind; `facts` are what the command put beside the notice. */
export const notices: Record<string, string | ((facts: Record<string, any>) => string)> = {
  'organization.verified': '您的单位已核验，可以参加采购',
  'organization.returned': '您的单位资料被退回，请改正后重新提交',
  'organization.submitted': ({ name }) => `${name ?? '有单位'}提交了核验`,
  'round.bids_closed': '投标已截止，等待开标人到场',
  'bid.void': '您的一份投标在开启时被判无效，请查看原因',
  ...officeNotices,
}
