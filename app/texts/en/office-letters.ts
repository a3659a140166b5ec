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
}
