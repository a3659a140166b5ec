import type { letters as zh } from '../zh/letters'
import type { Spoken } from '../speak'

export const letters: Spoken<typeof zh> = {
  invitation: {
    subject: (organization: string) => `${organization} invites you to Muster`,
    body: (organization: string, link: string) =>
      `Hello,\n\n${organization} invites you to work with your colleagues in Muster, where enterprises buy genuine software together.\nOpen this link within 7 days to choose a password:\n\n${link}\n\nIf you do not know this organization, ignore this mail.`,
  },
  joining: {
    subject: (organization: string) => `${organization} invites you to join it in Muster`,
    body: (organization: string, link: string) =>
      `Hello,\n\n${organization} invites you to work for it in Muster, with the account that you have.\nSign in within 7 days and accept or decline under “Account and language”:\n\n${link}\n\nThe organizations you act for now stay as they are. If you do not know this one, decline.`,
  },
  reset: {
    subject: 'Reset your Muster password',
    body: (link: string) =>
      `Hello,\n\nsomeone asked to reset your password. Open this within 30 minutes:\n\n${link}\n\nIf it was not you, ignore this mail; the password stays as it is.`,
  },
  payee: {
    subject: (organization: string) => `${organization}: a change of the payee account`,
    proposed: 'A new payee account was named for your organization; two officers are checking it.',
    activated:
      'The new payee account of your organization has been checked; it is used once its cool-down is over.',
    refused: 'The new payee account of your organization was refused; the one before stays.',
    body: (what: string, link: string) =>
      `Hello,\n\n${what}\n\nDetails:\n${link}\n\nIf this was not your organization, call the office at once, at a number that you know. Every member of your organization and its own address get this mail.`,
  },
}
