/** Letters of the office. */
export const officeLetters = {
  meeting: {
    invited: (title: string) => `会议通知：${title}`,
    changed: (title: string) => `会议变更：${title}`,
    canceled: (title: string) => `会议取消：${title}`,
    body: (title: string, at: string, place: string, agenda: string, link: string, calendar: string) =>
      `您好，\n\n${title}\n时间：${at}（北京时间）\n地点：${place}\n\n${agenda}\n\n请在此回复是否参加：${link}\n加入日历：${calendar}`,
  },
} as const
