/** Letters of the office. */
export const officeLetters = {
  meeting: {
    invited: (title: string) => `会议通知：${title}`,
    changed: (title: string) => `会议变更：${title}`,
    canceled: (title: string) => `会议取消：${title}`,
    body: (title: string, at: string, place: string, agenda: string, link: string, calendar: string) =>
      `您好，\n\n${title}\n时间：${at}（北京时间）\n地点：${place}\n\n${agenda}\n\n请在此回复是否参加：${link}\n加入日历：${calendar}`,
  },
  announcement: {
    subject: (title: string) => `公告：${title}`,
    body: (title: string, link: string) => `您好，\n\n联席会议办公室发布了公告《${title}》：\n${link}`,
  },
  subscription: {
    subject: '请确认订阅集正工作简报',
    body: (link: string) =>
      `您好，\n\n有人用这个邮箱订阅集正的工作简报。请打开下面的链接确认：\n\n${link}\n\n如果不是您本人，请忽略本邮件，不会再收到任何内容。`,
  },
  brief: {
    subject: (no: number, title: string) => `工作简报第 ${no} 期：${title}`,
    body: (title: string, link: string) => `您好，\n\n《${title}》已发布，网页和 PDF 见：\n${link}`,
    end: (link: string) => `不再接收：${link}`,
  },
} as const
