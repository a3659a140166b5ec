import type {
  officeDone as zhDone,
  officeProblems as zhProblems,
  officeRefusals as zhRefusals,
  officeTitles as zhTitles,
} from '../zh/office'
import type { Spoken } from '../speak'

export const officeTitles: Spoken<typeof zhTitles> = {
  'program.plan': 'Annual plan',
  'program.plan-new': 'Write the annual plan',
  'program.plan-edit': 'Change the annual plan',
  'program.target': 'Target',
  'program.target-new': 'Propose a target',
  'program.target-change': 'Change the target',
  'program.reports': 'Reports',
  'program.report-round': 'Reporting round',
  'program.report-round-new': 'New reporting round',
  'program.report': 'Report',
  'program.meetings': 'Joint conference',
  'program.meeting': 'Meeting',
  'program.meeting-new': 'Plan a meeting',
  'program.meeting-edit': 'Change the meeting',
}

export const officeDone: Spoken<typeof zhDone> = {
  'plan-published': 'Plan published; member units are notified',
  'target-set': 'Target set',
  'target-proposed': 'Target proposed to the office',
  'target-accepted': 'Target accepted',
  'target-changed': 'Target changed; the old version is kept',
  'report-opened': 'Round opened; the units are notified',
  'report-save': 'Draft saved',
  'report-submit': 'Handed in; the leader is notified',
  'report-approve': 'Approved; the office is notified',
  'report-accept': 'Report accepted',
  'report-return': 'Report returned',
  'meeting-invite': 'Invitations sent',
  'meeting-answer': 'Answered',
  'meeting-hold': 'Attendance recorded',
  'meeting-cancel': 'Canceled; those invited are told',
  'meeting-minutes': 'Minutes saved',
  'meeting-approve': 'Minutes approved',
  'meeting-paper': 'Paper uploaded',
  'meeting-resolve': 'Resolution added',
  'meeting-finish': 'Resolution done',
  'meeting-drop': 'Resolution dropped',
  'meeting-reopen': 'Resolution reopened',
}

type Facts = Record<string, any>

export const officeNotices: Record<string, string | ((facts: Facts) => string)> = {
  'plan.published': ({ year, due }) =>
    `The plan of ${year} is published; propose your stage targets by ${due}`,
  'target.proposed': ({ number }) => `A target (${number}) waits for your decision`,
  'target.set': ({ number }) => `The office set a target of ${number}`,
  'target.accepted': ({ number }) => `Your target (${number}) was accepted`,
  'target.returned': ({ number }) => `Your target (${number}) was returned; correct it and propose it again`,
  'target.superseded': ({ number }) => `The office changed a target; it is ${number} now`,
  'report.due': ({ due }) => `A report is due ${due}`,
  'report.submitted': 'A report waits for your approval',
  'report.approved': 'A report waits to be accepted',
  'report.accepted': 'The office accepted your report',
  'report.returned': 'Your report was returned; correct it and hand it in again',
  'report.reminded': ({ due }) => `Your report is due ${due} and not handed in`,
  'meeting.invited': ({ title }) => `Invitation: ${title}`,
  'meeting.changed': ({ title }) => `Meeting changed: ${title}`,
  'meeting.canceled': ({ title }) => `Meeting canceled: ${title}`,
  'meeting.minutes_approved': ({ title }) => `Minutes approved: ${title}`,
  'resolution.made': ({ due }) => `Your unit has a resolution to carry out by ${due}`,
  'resolution.done': 'A resolution was reported done',
  'resolution.dropped': 'A resolution was dropped',
  'resolution.reopened': 'A resolution was reopened',
  'resolution.reminded': ({ due }) => `A resolution due ${due} is not done`,
}

export const officeHistories: Record<string, string> = {
  'plan.created': 'wrote the plan',
  'plan.changed': 'changed the plan',
  'plan.published': 'published the plan',
  'target.set': 'set the target',
  'target.proposed': 'proposed the target',
  'target.accepted': 'accepted the target',
  'target.returned': 'returned the target',
  'target.superseded': 'changed the target',
  'report.round_created': 'made the round',
  'report.round_opened': 'opened the round',
  'report.due': 'asked for the report',
  'report.submitted': 'handed the report in',
  'report.approved': 'approved the report',
  'report.accepted': 'accepted the report',
  'report.returned': 'returned the report',
  'report.reminded': 'reminded of the report',
  'meeting.planned': 'planned the meeting',
  'meeting.changed': 'changed the meeting',
  'meeting.invited': 'sent the invitation',
  'meeting.answered': 'answered the invitation',
  'meeting.held': 'recorded attendance',
  'meeting.canceled': 'canceled the meeting',
  'meeting.minutes_written': 'wrote the minutes',
  'meeting.minutes_approved': 'approved the minutes',
  'meeting.paper_added': 'uploaded a paper',
}

export const officeRefusals: Spoken<typeof zhRefusals> = {
  'year-taken': 'There is a plan for this year already.',
  'plan-unknown': 'There is no such plan.',
  'target-exists': 'There is a target for this scope and measure already, or a change of it waits.',
  'scope-not-yours': 'You may propose only for districts, sectors or enterprises that your unit answers for.',
  'due-outside-year': 'The due day must lie within the plan’s year.',
  'due-before-start': 'The due day must be after today.',
  'above-scope': ({ size }: Record<string, string>) =>
    `There are only ${size} enterprises in scope; the target cannot be above that.`,
  'not-above-baseline': ({ value }: Record<string, string>) =>
    `${value} count already; the target must be above that.`,
  'no-agency': 'Choose at least one unit.',
  'own-report': 'Nobody approves their own report; another leader has to.',
  'not-invited': 'Your unit is not invited.',
  'meeting-over': 'The meeting is over or canceled.',
  'no-minutes': 'No minutes are written yet.',
  'own-minutes': 'Someone else than the writer has to approve the minutes.',
}

export const officeProblems: Spoken<typeof zhProblems> = {
  'year-range': 'Enter a year from 2012 to 2100',
  'period-order': 'The end cannot be before the start',
  'no-fields': 'Enter at least one field',
  'figure-locked': 'This figure is computed and cannot be entered',
  'number-form': 'Enter a number, such as 12 or 3.5',
  'meeting-length': 'Enter 10 to 600 minutes',
}
