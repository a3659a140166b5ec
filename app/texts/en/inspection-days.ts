import type { Spoken } from '../speak'
import type { inspectionDays as zh, inspectionDaysTitles as zhTitles } from '../zh/inspection-days'
import { counted } from './counted'

export const inspectionDays: Spoken<typeof zh> = {
  title: 'Inspection calendar',
  titleOf: (campaign) => `Inspection calendar: ${campaign}`,
  lead: 'Once the draw is published, teams, days and routes are listed here.',
  sentence: (from, to, visited, drawn) =>
    `From ${from} to ${to}; ${counted(drawn, 'enterprise')} drawn, ${visited} visited so far.`,
  inspections: 'Inspections',
  tab: 'Calendar',
  ics: 'Add to a calendar (.ics)',
  own: 'My teams',
  campaign: 'Campaign',
  newest: 'The newest',
  drawn: 'Drawn',
  visited: 'Visited',
  passed: 'Passed',
  rectify: 'To rectify',
  failed: 'Failed',
  seed: 'The published seed and the draw',
  noDay: 'Day not set',
  enterprise: 'Enterprise',
  district: 'District',
  address: 'Address',
  team: 'Team',
  state: 'State',
  results: 'Results by district',
  none: 'No campaign was drawn yet',
  noneWhy: 'Once a campaign is drawn and its seed published, its calendar stands here.',
}

export const inspectionDaysTitles: Spoken<typeof zhTitles> = {
  'program.inspection-days': 'Inspection calendar',
}
