import type { Spoken } from '../speak'
import type { attempt as model } from '../zh/attempt'

export const attempt: Spoken<typeof model> = {
  heading: 'Certificate of an attempt at mediation',
  number: 'Case',
  body: 'Mediation body',
  claimant: 'Claimant',
  respondent: 'Respondent',
  filed: 'Requested',
  admitted: 'Admitted, invited',
  answerUntil: 'Time to answer',
  responded: 'Respondent answered',
  closed: 'Closed',
  ended: {
    closed_no_response: 'The respondent did not answer within the time to answer; the case is closed.',
    closed_declined: 'The respondent declined to take part; the case is closed.',
    closed_impasse: 'The sides mediated and did not agree; the case is closed.',
  },
  nothingFound:
    'This paper says what happened and finds nothing about either side’s claims: not answering, declining or not agreeing admits no fact. Nothing that was said, offered or conceded in the mediation is in it.',
  open: 'Court, arbitration and a complaint to the copyright authority stay open to the parties.',
}
