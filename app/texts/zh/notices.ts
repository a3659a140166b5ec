/** Notifications by kind; `facts` are what the command put beside the notice. */
export const notices: Record<string, string | ((facts: Record<string, any>) => string)> = {
  'organization.verified': '您的单位已核验，可以参加采购',
  'organization.returned': '您的单位资料被退回，请改正后重新提交',
  'organization.submitted': ({ name }) => `${name ?? '有单位'}提交了核验`,
}
