/** Letters about a case carry the body's name, the number, a link and a date; nothing of the matter. */
export const caseLetters = {
  invitation: {
    subject: (body: string, number: string) => `${body}：案件 ${number} 邀请您答复`,
    body: (body: string, number: string, link: string, until: string) =>
      `您好，\n\n${body}受理了与贵单位有关的一件调解（案号 ${number}）。请在 ${until} 前打开下面的链接查看并答复，无需注册：\n\n${link}\n\n是否参加由贵单位自愿决定。如果收件人不对，请在打开的页面上点“收件人有误”。`,
  },
  code: {
    subject: (body: string, number: string) => `${body}：案件 ${number} 的验证码`,
    body: (body: string, number: string, code: string) =>
      `您好，\n\n查看案件 ${number} 的验证码：${code}\n\n10 分钟内有效。如果不是您本人在操作，请忽略本邮件。\n\n${body}`,
  },
  news: {
    subject: (body: string, number: string) => `${body}：案件 ${number} 有新进展`,
    body: (body: string, number: string, link: string) =>
      `您好，\n\n案件 ${number} 有新进展，请登录查看：\n\n${link}\n\n${body}`,
  },
} as const
