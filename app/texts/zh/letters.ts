export const letters = {
  invitation: {
    subject: (organization: string) => `${organization}邀请您加入集正`,
    body: (organization: string, link: string) =>
      `您好，\n\n${organization}邀请您在集正（企业软件正版化集中采购平台）与同事一起工作。\n请在 7 天内打开下面的链接设置密码：\n\n${link}\n\n如果您不认识这家单位，请忽略本邮件。`,
  },
  joining: {
    subject: (organization: string) => `${organization}邀请您加入`,
    body: (organization: string, link: string) =>
      `您好：\n\n${organization}邀请您用现有的集正账号为其办理业务。\n请在 7 天内登录，在“账号与语言”中接受或谢绝：\n\n${link}\n\n您现在所在的单位不受影响。如果您不认识这个单位，请谢绝。`,
  },
  reset: {
    subject: '重设集正密码',
    body: (link: string) =>
      `您好，\n\n有人请求重设您的密码。请在 30 分钟内打开：\n\n${link}\n\n如果不是您本人，请忽略本邮件，密码不会改变。`,
  },
  payee: {
    subject: (organization: string) => `${organization}：收款账户变更提醒`,
    proposed: '有人为贵单位登记了新的收款账户，正在由办公室两名工作人员核实。',
    activated: '贵单位新的收款账户已经核实，冷静期过后启用，此后的货款付至该账户。',
    refused: '贵单位登记的新收款账户未通过核实，仍使用原账户。',
    body: (what: string, link: string) =>
      `您好，\n\n${what}\n\n详情：\n${link}\n\n如果不是贵单位所为，请立即用已知的号码联系办公室。贵单位的每一位成员和登记的联系邮箱都会收到本邮件。`,
  },
} as const
