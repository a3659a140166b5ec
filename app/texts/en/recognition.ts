import { counted } from './counted'
import type { Spoken } from '../speak'
import type { recognition as zh } from '../zh/recognition'

export const recognition: Spoken<typeof zh> = {
  known: {
    noLists: 'No list to recognize yet.',
    share: (percent, rows) => `${percent} of ${counted(rows, 'row')} recognized, the rest unknown.`,
    measured: (pack, precision, recall) =>
      `Pack ${pack} as measured: rules right in ${precision}, ${recall} of what needs a license recognized`,
    label: 'Rows recognized',
    short: (percent) => `${percent} known`,
    ofPack: (percent, pack) => `${percent} (pack ${pack})`,
  },
  title: 'How well software is recognized',
  lead: (version, rules, publishers) =>
    `Rule pack ${version}: ${rules} rules of ${publishers} publishers. What is not recognized stays unknown, never compliant and never infringing.`,
  figures: 'Measured',
  figuresWhy: (rows, machines, unseen) =>
    `On ${rows} labeled rows of ${machines} machines, in two groups: those that the rules were written with, and ${unseen} that the rules had never met. Only the second group tells how well a new list is read.`,
  train: 'Known machines',
  unseen: 'Unseen machines',
  all: 'All, with learned titles',
  figure: 'Figure',
  weighted: ' (by installs)',
  rows: 'Labeled rows',
  installs: 'Installs',
  rulePrecision: 'Of what rules decide, right',
  precision: 'Of what is said to need a license, right',
  recall: 'Of what needs a license, recognized',
  unknown: 'Unknown',
  wrongEdition: 'Right product, wrong edition',
  accepted: 'Rows accepted for a similar name alone',
  gates: 'Gates',
  gatesWhy: 'A pack that fails one of them is not released.',
  gate: {
    rulePrecision: 'Over all labeled rows, rules are right in at least 99 %',
    aliasPrecision: 'What was learned from confirmations is always right',
    licensableRecall: 'Over all labeled rows, at least 90 % of what needs a license is recognized',
    noSuggestionAccepted: 'A similar name is a suggestion, never a decision',
  },
  holds: 'holds',
  fails: 'fails',
  steps: 'By step',
  step: {
    '1': 'Patches, drivers, runtimes and the like',
    '4': 'Rules: publisher and title',
    '5': 'Parts of a suite',
    '6': 'Learned titles',
    '7': 'Suggestions only',
    '8': 'Unknown',
  },
  stepHead: 'Step',
  stepRows: 'Rows',
  stepPrecision: 'Right',
  knows: 'What the pack knows',
  category: 'Category',
  rules: 'Rules',
  products: 'Products',
  how: 'How rows are labeled',
  howText: (disagreements) =>
    `The lists are written as installers really name themselves; none was copied from a real machine. Each row is labeled with class, product, edition and release. The unseen machines were read a second time in shuffled order; ${disagreements} rows, on which the two readings differ, are kept as they are. Rules and labels have one author, so what the author does not know is missing from both: that is the limit of this measurement.`,
  repeat: 'To measure again, run this in the source folder:',
}
