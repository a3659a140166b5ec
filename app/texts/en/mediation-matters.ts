import { counted } from './counted'
import type { Spoken } from '../speak'
import type { mediationMatters as model } from '../zh/mediation-matters'

export const mediationMatters: Spoken<typeof model> = {
  matters: {
    title: 'Complaints and workload',
    leadOfHead:
      'What parties complain of, and what you settle with mediators about their work. Each matter is read by you and that mediator alone.',
    leadOfMediator:
      'Complaints about you, and what you settle with the head about your work. Only you and the head read them.',
    kinds: { complaint: 'Complaint', workload: 'Workload' },
    outcomes: { upheld: 'Upheld', partly: 'Upheld in part', dismissed: 'Not upheld', withdrawn: 'Withdrawn' },
    open: 'Open',
    ended: 'Ended',
    about: 'Matter',
    no: 'No.',
    mediator: 'Mediator',
    by: 'Complaint by',
    opened: 'Opened',
    closed: 'Ended',
    state: 'State',
    load: (open, most) => `${open} of ${most} open`,
    empty: 'No matters',
    emptyWhy: 'Complaints of parties about a mediator, and questions of workload, are settled here.',
    count: (n) => (n === 0 ? 'None waits.' : `${counted(n, 'matter')} to settle.`),
    all: 'See all',
    raise: 'Raise a question of workload',
    raiseAsHead: 'Choose a mediator. Only the two of you read what is written.',
    raiseAsMediator:
      'Write to the head, for example that you have too many cases or need a break from new ones.',
    text: 'What it is about',
    send: 'Send',
    subject: 'What it is about',
    end: 'End this matter',
    endTitle: 'End this matter?',
    endWhat: 'Neither of you can write any more; what was written can still be read.',
    endUndo: 'It cannot be opened again.',
    decide: 'Answer the complaint',
    decideTitle: 'Answer this complaint?',
    decideWhat: [
      'Whoever complained sees the outcome and the summary, nothing of what you wrote to each other.',
      'The matter ends; neither of you can write any more.',
    ],
    outcome: 'Outcome',
    summary: 'Summary for the complainant',
    summaryHint: 'They read it word for word. Keep what was said in separate or internal talks out of it.',
    summaryGiven: 'Summary given',
    saysHead: 'Find out what happened, then answer; until then the complainant knows no outcome.',
    saysMediator: 'Say how it was; the head answers.',
    saysEnded: 'It has ended and can only be read.',
    complaint: 'Complaint',
    complaintHint: 'What happened and when, and what you would like to be done.',
    complaints: 'Complaints about the mediator',
    complaintsLead:
      'How a mediator conducts a case is for the head of the body to look into. The case goes on, and nothing you ask for in it suffers.',
    complain: 'Complain',
    complainLead:
      'If you think that the mediator is linked to a party and should step down, object on the page “Mediator” instead.',
    complainVerb: 'Send the complaint',
    toHead: 'To the head of the mediation body',
    toHeadNote:
      'Read by the head and the mediator concerned. The other side and the registrar neither read it nor know of it. You do not see what those two write; you get a summary when it ends.',
    noComplaints: 'No complaints',
    noComplaintsWhy: 'What your side complained of, when it was received, and the answer stand here.',
    withdraw: 'Take the complaint back',
    withdrawTitle: 'Take this complaint back?',
    withdrawWhat: [
      'The matter ends; there will be no answer.',
      'What head and mediator have written stays between them until it is destroyed.',
    ],
    withdrawUndo: 'It cannot be opened again; you may complain anew.',
    withdrawnOn: 'Taken back by who complained',
    withoutReason: 'No reason was given.',
    reason: 'Reason (optional)',
    reasonHint: 'Read by the head and the mediator concerned.',
    answerBy: 'Answer by',
    answerTerm: 'To be answered by',
    byRule: (time, version) =>
      `within ${time} of the complaint (rule “Answer to a complaint”, version ${version})`,
    overdue:
      'The time for an answer is over. The head has been told again, and the office that a complaint at this body is late; it reads nothing of it.',
    kept: 'Kept',
    keptUntil: (day) => `everything is destroyed on ${day}`,
    of: (name) => `About ${name}`,
    received: 'Received',
    waiting: 'The head has received it and is looking into it. You will be told when there is an answer.',
  },
}
