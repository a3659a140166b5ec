import type { Spoken } from '../spoken'
import type { officeLetters as zh } from '../zh/office-letters'

export const officeLetters: Spoken<typeof zh> = {
  meeting: {
    invited: (title: string) => `Invitation: ${title}`,
    changed: (title: string) => `Meeting changed: ${title}`,
    canceled: (title: string) => `Meeting canceled: ${title}`,
    body: (title: string, at: string, place: string, agenda: string, link: string, calendar: string) =>
      `Hello,\n\n${title}\nTime: ${at} (Beijing time)\nPlace: ${place}\n\n${agenda}\n\nPlease say whether you come: ${link}\nAdd to your calendar: ${calendar}`,
  },
  announcement: {
    subject: (title: string) => `Announcement: ${title}`,
    body: (title: string, link: string) => `Hello,\n\nThe office announces “${title}”:\n${link}`,
  },
  subscription: {
    subject: 'Please confirm your subscription to Muster’s briefs',
    body: (link: string) =>
      `Hello,\n\nSomeone asked for Muster’s briefs at this address. To confirm, open:\n\n${link}\n\nIf it was not you, ignore this mail; nothing more will come.`,
  },
  brief: {
    subject: (no: number, title: string) => `Brief no. ${no}: ${title}`,
    body: (title: string, link: string) =>
      `Hello,\n\n“${title}” is published, as a page and as PDF:\n${link}`,
    end: (link: string) => `To receive no more: ${link}`,
  },
}
