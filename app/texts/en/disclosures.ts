import type { Spoken } from '../speak'
import type {
  disclosures as zh,
  disclosuresDone as zhDone,
  disclosuresProblems as zhProblems,
  disclosuresRefusals as zhRefusals,
  disclosuresTitles as zhTitles,
} from '../zh/disclosures'
import { counted } from './counted'

export const disclosures: Spoken<typeof zh> = {
  title: 'Disclosures',
  lead: 'What listed and pre-IPO enterprises disclosed of piracy suits and serious violations, and what followed.',
  create: 'Enter a disclosure',
  createLead: 'Of listed or pre-IPO enterprises alone. It stays as entered; what follows is added.',
  enterprise: 'Enterprise',
  listing: 'Listing',
  listings: { listed: 'Listed', pre_ipo: 'Pre-IPO', none: 'Not listed' },
  kind: 'Kind',
  kinds: {
    litigation: 'Litigation',
    violation: 'Serious violation',
    statement: 'Statement',
    other: 'Other',
  },
  any: 'All',
  open: 'Not followed up',
  onDay: 'Disclosed on',
  source: 'Source',
  sourceHint: 'Such as a notice of the exchange or of a court, or a letter.',
  link: 'Link',
  linkHint: 'An address that begins with https://.',
  text: 'What was disclosed',
  save: 'Enter the disclosure',
  none: 'No disclosures yet',
  noneWhy: 'Notices and letters of listed and pre-IPO enterprises are entered and followed up here.',
  followUps: 'Follow-up',
  followUp: 'What was done',
  addFollowUp: 'Add the follow-up',
  noFollowUps: 'Nothing was done yet.',
  followed: (n) => counted(n, 'follow-up'),
  notFollowed: 'Not followed up',
  ownTitle: 'Disclosures',
  ownLead: 'What the office entered of your enterprise, and the compliance statement for a listing.',
  ownNone: 'No disclosures',
  ownNoneWhy:
    'When the office enters a notice or a letter of your enterprise, you are told and find it here.',
  statements: 'Compliance statements',
  statementsLead:
    'For an application to be listed: what the registers said on the day it was issued; anyone verifies it by its number.',
  take: 'Issue the statement',
  noStatement: 'No statement can be issued now',
  toCompliance: 'See where compliance stands',
  statementsNone: 'No statements yet',
  statementsNoneWhy: 'While the status is “compliant”, an approver or the head issues one.',
  why: {
    'not-pre-ipo': 'The compliance statement is for pre-IPO enterprises alone.',
    'statement-unverified': 'The organization is not verified yet.',
    'statement-blacklisted': 'The organization is on the blacklist.',
    'statement-lists-missing': 'Some computers in use have no software list that is young enough.',
    'statement-not-compliant': 'The status is not “compliant”.',
    'statement-of-today': 'One was issued today already.',
  },
  paper: {
    heading: 'Statement of compliance in software use',
    text: (name, day) =>
      `As of ${day}, all computers that ${name} has registered as in use have a valid software list, and the commercial software on these lists is covered by licenses; no shortfall was found.`,
    uscc: 'Unified social credit code',
    computers: 'Computers in use',
    onDay: 'As of',
    validUntil: 'Valid until',
    no: 'No.',
    limits:
      'Computed from the computers, software lists and licenses that the enterprise registered on the platform. It is no legal opinion and ends by itself when the status changes: the page of verification decides.',
    issuer: 'Office of the joint conference on promoting the use of genuine software',
    verify: 'Verify at',
  },
  proof: {
    title: 'Verify a compliance statement',
    holds: 'The statement holds',
    holdsWhy: (name) => `${name} is compliant today.`,
    ended: 'The statement no longer holds',
    endedWhy: (name) => `Its time is over, or the status of ${name} has changed.`,
    none: 'There is no statement of this number',
    noneWhy: 'Check the number.',
  },
}

export const disclosuresTitles: Spoken<typeof zhTitles> = {
  'program.disclosures-desk': 'Disclosures',
  'program.disclosures': 'Disclosures',
  'program.disclosure': 'Disclosure',
  'program.disclosure-new': 'Enter a disclosure',
  'program.statement-proof': 'Verify a compliance statement',
}

export const disclosuresDone: Spoken<typeof zhDone> = {
  'disclosure-entered': 'Entered; the enterprise was told',
  'disclosure-followed': 'Follow-up added',
  'statement-issued': 'Statement issued; it can be downloaded',
}

export const disclosuresNotices: Record<string, string> = {
  'disclosure.entered': 'The office entered a disclosure of your enterprise',
}

export const disclosuresHistories: Record<string, string> = {
  'disclosure.entered': 'entered the disclosure',
  'disclosure.followed_up': 'added a follow-up',
  'compliance_statement.issued': 'issued the compliance statement',
}

export const disclosuresRefusals: Spoken<typeof zhRefusals> = {
  'disclosure-to-come': 'The day of the disclosure cannot be after today.',
  'not-listed': 'Only disclosures of listed or pre-IPO enterprises are entered.',
  'disclosure-known': 'A disclosure of this day, source and kind is entered already.',
  ...disclosures.why,
}

export const disclosuresProblems: Spoken<typeof zhProblems> = {
  'link-form': 'Give an address that begins with http:// or https://',
}
