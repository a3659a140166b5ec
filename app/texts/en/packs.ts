import type { Spoken } from '../speak'
import type { packs as model, packsRefusals as refusals } from '../zh/packs'
import { counted } from './counted'
import { inventory } from './inventory'

export const packs: Spoken<typeof model> = {
  title: 'Recognition rules',
  lead: (proposed, open) =>
    proposed + open === 0
      ? 'No pack and no name waits for the office.'
      : `${[proposed > 0 && `${counted(proposed, 'pack')} to activate`, open > 0 && `${counted(open, 'name')} to decide`].filter(Boolean).join(', ')}.`,
  toQuality: 'Recognition quality in public',
  packs: 'Packs',
  packsWhy:
    'Rules come with a release of the software. What a new pack changes is worked out first; it is used once an officer activates it.',
  none: 'No pack yet',
  noneWhy: 'Once the worker runs, it registers the pack that the software brings.',
  version: 'Pack',
  stateHead: 'State',
  state: { loaded: 'Proposed', active: 'In use', retired: 'Retired' },
  rules: 'Rules',
  publishers: 'Publishers',
  precision: 'Rule precision',
  recall: 'Recall',
  unknown: 'Unknown',
  since: 'Date',
  pack: (version) => `Pack ${version}`,
  sentence: {
    loaded: (active) => `See what it would change before it is activated. In use is ${active}.`,
    active: (rules) => `In use: lists are recognized by these ${rules} rules.`,
    retired: (active) => `Retired; in use is ${active}. It may be compared and activated again.`,
  },
  facts: 'Facts',
  loadedAt: 'Registered',
  activatedAt: 'Activated',
  byItself: 'The first pack, by itself',
  activate: 'Activate pack',
  activateTitle: (version) => `Activate pack ${version}?`,
  activateNow:
    'Lists uploaded from now on are recognized by it; those on file are recognized once more, enterprise by enterprise, with progress on this page.',
  activateRows: (titles, rows) => `${titles} names on ${rows} rows become something else.`,
  activateMoney: (up, down) => `Gaps rise by ${up} and fall by ${down} at reference prices.`,
  activateUndo: 'The earlier pack can be activated again; lists are then recognized once more.',
  whyNot: {
    'already-moved': 'This pack is in use.',
    'pack-run-open': 'Lists are being recognized with a pack; try again when that is done.',
    'pack-gate-failed': 'Its measurement misses a gate: it may not be activated.',
    'pack-not-compared': 'Compare it with the pack in use first, and see the difference.',
  },
  compare: 'Compare again',
  running: {
    comparison: 'Comparing: what would change, enterprise by enterprise; nothing is changed',
    activation: 'Recognizing the lists on file by the new rules',
  },
  lists: (done, lists) => `${done} of ${lists} computers`,
  failed: 'The last run broke off',
  failedWhat: 'Enterprises that were done are not affected. Compare again, or ask whoever runs the software.',
  difference: { comparison: 'What would change', activation: 'What has changed' },
  differenceWhy: (against, lists, rows) =>
    `Against ${against}, on ${rows} rows of ${lists} computers. Counts only, never whose they are.`,
  same: 'No difference',
  sameWhy: 'Both packs recognize the lists on file alike.',
  titles: 'Names',
  rowsHead: 'Rows',
  gapUp: 'Gaps rise by',
  gapDown: 'Gaps fall by',
  positions: 'What positions become',
  product: 'Product',
  organizations: 'Enterprises',
  installed: 'Installed',
  gap: 'Gap',
  value: 'At reference price',
  rowsOf: 'Names that become something else',
  name: 'Name',
  from: 'Was',
  to: 'Becomes',
  computers: 'Computers',
  csv: ['name', 'publisher', 'was', 'becomes', 'rows', 'computers', 'enterprises'],
  classes: { ...inventory.classes, unknown: 'unknown' },
  measurement: 'Measured',
  measurementWhy: 'On labeled lists; its gates stand on the public page.',
  figure: 'Figure',
  inUse: (version) => `In use: ${version}`,
  measured: {
    rows: 'Labeled rows',
    rulePrecision: 'Precision of rules, all labeled rows',
    unseenPrecision: 'Precision of rules, machines never met',
    recall: 'Recall of what needs a license, machines never met',
    unknown: 'Unknown, machines never met',
    wrongEdition: 'Wrong edition, machines never met',
    accepted: 'Accepted by likeness alone',
    gates: 'Gates',
  },
  holds: 'Hold',
  fails: 'Missed',
  aliases: 'Names that organizations confirmed',
  aliasesWhy:
    'A name that two organizations confirm alike, and none otherwise, is offered to all; one that contradicts freezes it.',
  noAliases: 'No name to release',
  noAliasesWhy: 'A name that nobody recognized appears here once two organizations have said the same of it.',
  aliasState: { offered: 'Offered', frozen: 'Frozen', active: 'Released' },
  is: 'is',
  backed: (backing, against) =>
    against > 0
      ? `${counted(backing, 'organization')} confirmed, ${against} otherwise`
      : `${counted(backing, 'organization')} confirmed`,
  reach: (enterprises, waiting, computers) =>
    `${counted(enterprises, 'enterprise')} with this name, ${waiting} still waiting, ${counted(computers, 'computer')}`,
  otherwise: (organizations) => `${counted(organizations, 'organization')} otherwise:`,
  release: 'Release',
  releaseTitle: (title) => `Release “${title}” to all?`,
  releaseWhat: (waiting, computers) =>
    `${counted(waiting, 'enterprise')} still without an answer will have it recognized at once, and the position with it (${counted(computers, 'computer')} with this name in all).`,
  releaseKeeps: 'Whoever has said otherwise keeps to it.',
  releaseUndo: 'If an organization says otherwise it is frozen by itself, and can be taken back.',
  refuse: 'Refuse',
  refuseTitle: (title) => `Refuse “${title}”?`,
  refuseWhat: [
    'What organizations said for themselves stays.',
    'Where the release was heard, the name waits for a person again.',
  ],
  refuseUndo: 'The same answer is not offered again.',
  reoffer: 'Offer again',
  reofferTitle: (title) => `Offer “${title}” again?`,
  reofferWhat: ['Whoever says otherwise keeps to it; it is then for an officer to release.'],
  reofferUndo: 'It can be refused at any time.',
  why: 'Reason',
}

export const packsRefusals: Spoken<typeof refusals> = {
  'pack-run-open': 'Lists are being recognized or compared with a pack; try again when that is done.',
  'pack-gate-failed': 'The measurement of this pack misses a gate: it may not be activated.',
  'pack-not-compared': 'Compare it with the pack in use first, and see the difference before activating it.',
}
