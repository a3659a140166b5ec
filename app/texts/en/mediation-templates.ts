import type { Spoken } from '../speak'
import type { mediationTemplates as model } from '../zh/mediation-templates'

export const mediationTemplates: Spoken<typeof model> = {
  templates: {
    title: 'Templates',
    lead: (body) =>
      `Texts of ${body}: one person writes, another reviews before anybody can begin with them. No template holds anything of a case.`,
    kinds: { first_offer: 'First offer', settlement: 'Settlement text', procedure: 'Procedure letter' },
    standing: { written: 'Waits for review', reviewed: 'In use', ended: 'Withdrawn' },
    empty: 'No templates yet',
    emptyWhy: 'Offers, clauses and letters that come again and again can be written once and reviewed once.',
    write: 'Write a template',
    writeLead: 'A colleague reviews it; before that nobody can use it.',
    newVersion: 'Write a new version',
    name: 'Name',
    kind: 'For',
    version: 'Version',
    versions: 'Versions',
    versionNo: (no) => `Version ${no}`,
    writtenBy: 'Written by',
    reviewedBy: 'Reviewed by',
    reviewedOn: 'Reviewed on',
    state: 'State',
    fields: {
      nameZh: 'Name in Chinese',
      nameEn: 'Name in English',
      textZh: 'Text in Chinese',
      textEn: 'Text in English',
    },
    placeholders:
      'Filled in when it is used: {number} of the case, {claimant}, {respondent}, {body}, and {today}’s date.',
    handIn: 'Hand in for review',
    says: (kind, no) => `${kind} · version ${no}`,
    reviewLead: 'Read every word. Once reviewed it can be used, and the version before it no more.',
    review: 'Approve',
    withdraw: 'Withdraw',
    withdrawTitle: 'Withdraw this template?',
    withdrawWhat: 'Nobody can begin with it any more; what was written from it stays.',
    withdrawUndo: 'A new version can be written.',
    begin: 'Begin with a template',
    beginWhy:
      'Choose before you write: the template is put after what stands there, and unsaved changes do not come along. Nothing is sent before you send or save it.',
    begunWith: (name, no) => `Begun with the template “${name}”, version ${no}`,
    checkIt: 'Check and change every word before you hand it in.',
    without: 'Leave the template out',
  },
}
