import type { Spoken } from '../speak'
import type { caseLetters as model } from '../zh/case-letters'

export const caseLetters: Spoken<typeof model> = {
  invitation: {
    subject: (body, number) => `${body}: please answer in case ${number}`,
    body: (body, number, link, until) =>
      `Hello,\n\n${body} has admitted a mediation that concerns your organization (case ${number}). Please open this link and answer by ${until}; no account is needed:\n\n${link}\n\nTaking part is your free decision. If this reached the wrong person, say so on the page that opens.`,
  },
  code: {
    subject: (body, number) => `${body}: your code for case ${number}`,
    body: (body, number, code) =>
      `Hello,\n\nYour code for case ${number}: ${code}\n\nIt is valid for 10 minutes. If this was not you, ignore this mail.\n\n${body}`,
  },
  news: {
    subject: (body, number) => `${body}: news in case ${number}`,
    body: (body, number, link) =>
      `Hello,\n\nThere is news in case ${number}. Please sign in:\n\n${link}\n\n${body}`,
  },
}
