import { officeTitles } from './office'
import type { titles as zh } from '../zh/titles'
import type { Spoken } from '../speak'

export const titles: Spoken<typeof zh> = {
  front: 'Muster: where enterprises buy genuine software together',
  'people.sign-in': 'Sign in',
  'people.sign-in-factor': 'Second step',
  'people.register': 'Register an organization',
  'people.invitation': 'Accept the invitation',
  'people.reset-request': 'Reset your password',
  'people.reset': 'Choose a new password',
  'people.set-up': 'Set up the office',
  'people.account': 'Account and language',
  'people.security': 'Security and devices',
  'people.factor': 'Set up the second factor',
  'people.notifications': 'Notifications',
  'people.organization': 'Organization',
  'people.members': 'Members',
  'people.member-new': 'Invite a colleague',
  'people.organizations': 'Organizations',
  'people.organization-desk': 'Verify an organization',
  'people.mails': 'Outbox',
  'people.resource': '',
  'program.home': 'Home',
  'program.office': 'Office',
  'program.help': 'Help',
  'program.glossary': 'Glossary',
  'program.privacy': 'Personal data',
  'program.audit': 'Audit checkpoints',
  'program.search': 'Search',
  ...officeTitles,
}
