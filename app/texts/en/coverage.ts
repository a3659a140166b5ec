import type { Spoken } from '../speak'
import type {
  coverage as zh,
  coverageDone as zhDone,
  coverageProblems as zhProblems,
  coverageRefusals as zhRefusals,
  coverageTitles as zhTitles,
} from '../zh/coverage'
import { counted } from './counted'

export const coverage: Spoken<typeof zh> = {
  title: 'Coverage',
  lead: 'Which member unit answers for which enterprises. Several may answer for one; those that nobody answers for stand on the exceptions list.',
  unit: 'Member unit',
  criteria: 'Enterprises that are',
  note: 'Note',
  noteHint: 'Such as: large enterprises owned by the city.',
  enterprises: 'Enterprises',
  office: 'Conference office',
  districts: 'Districts',
  sectors: 'Sector codes',
  sectorsHint: 'Sections or divisions, with commas: I, M74.',
  ownerships: 'Ownership',
  listings: 'Listing',
  scales: 'Scale',
  create: 'Add coverage',
  createLead: 'All that is chosen must fit; what is left open asks nothing.',
  add: 'Add coverage',
  remove: 'Remove',
  removeWhat: 'Remove this coverage?',
  removeWho: (n) =>
    `It covers ${counted(n, 'enterprise')}; those that no other unit answers for go on the exceptions list.`,
  removeUndo: 'It can be added again.',
  none: 'No coverage yet',
  noneWhy: 'Add coverage for member units; each enterprise then finds its own.',
  units: {
    title: 'Member units',
    lead: 'The leader and the liaison of each member unit.',
    late: (n) => `${counted(n, 'unit')} late to name a leader or a liaison.`,
    unit: 'Member unit',
    duty: 'Duty',
    duties: { leader: 'Leader', liaison: 'Liaison' },
    standings: { named: 'Named', due: 'Waits', late: 'Late', unasked: 'Not asked' },
    enterprises: 'Its enterprises',
    show: 'Show',
    name: 'Enter an appointment',
    nameLead: 'Who held the duty before is kept, with the days.',
    nameVerb: 'Enter the appointment',
    person: 'Person',
    personHint: 'A member of that unit who holds the role.',
    ask: 'Ask a unit to name someone',
    askLead: 'The unit is told to name someone by a day.',
    askVerb: 'Ask the unit',
    dueOn: 'By',
    none: 'No member units yet',
    noneWhy: 'An agency becomes a member unit when it is given coverage.',
  },
}

export const coverageTitles: Spoken<typeof zhTitles> = {
  'people.coverage': 'Coverage',
  'people.units': 'Member units',
}

export const coverageDone: Spoken<typeof zhDone> = {
  'coverage-add': 'Coverage added',
  'coverage-remove': 'Coverage removed',
  'appointment-ask': 'The unit was asked',
  'appointment-name': 'Appointment entered',
}

export const coverageNotices: Record<string, (facts: Record<string, any>) => string> = {
  'appointment.asked': ({ due }) => `Name your unit’s leader or liaison by ${due}`,
}

export const coverageHistories: Record<string, string> = {
  'agency.coverage_added': 'added coverage',
  'agency.coverage_removed': 'removed coverage',
  'appointment.asked': 'asked the unit to name someone',
  'appointment.named': 'entered the appointment',
}

export const coverageRefusals: Spoken<typeof zhRefusals> = {
  'coverage-empty': 'Choose at least one thing that an enterprise must be.',
  'coverage-known': 'The unit has this coverage already.',
  'office-row-stays': 'The row of the conference office stays.',
  'agency-unknown': 'There is no such member unit.',
  'appointment-due-past': 'The day cannot be before today.',
  'appointed-already': 'Someone holds this duty already.',
  'not-of-unit': 'This person is no member of the unit with the role.',
}

export const coverageProblems: Spoken<typeof zhProblems> = {
  'sector-codes': 'Give codes of sections or divisions, such as I, M74',
}
