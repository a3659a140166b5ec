export const letters = {
  invitation: {
    subject: (organization: string) => `${organization}邀请您加入集正`,
    body: (organization: string, link: string) =>
      `您好，\n\n${organization}邀请您在集正（企业软件正版化集中采购平台）与同事一起工作。\n请在 7 天内打开下面的链接设置密码：\n\n${link}\n\n如果您不认识这家单位，请忽略本邮件。`,
  },
  reset: {
    subject: '重设集正密码',
    body: (link: string) =>
      `您好，\n\n有人请求重设您的密码。请在 30 分钟内打开：\n\n${link}\n\n如果不是您本人，请忽略本邮件，密码不会改变。`,
  },
} as const
