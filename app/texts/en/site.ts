import { counted } from './counted'
import type { Spoken } from '../speak'
import type { site as model } from '../zh/site'

export const site: Spoken<typeof model> = {
  help: {
    title: 'Help',
    lead: 'How to begin, by role. Terms are explained in the glossary.',
    parts: [
      {
        head: 'Enterprises',
        steps: [
          'Register and wait for the office to verify you; invite a buyer, an asset manager and an approver under “Members”.',
          'The asset manager uploads software inventories; products are recognized and show what is installed, entitled and missing.',
          'Turn gaps into demand or enter it by hand; the buyer pledges quantities in rounds, with a sealed ceiling if wanted.',
          'An approver decides on pledges above the limit; after the deadline pledges are frozen.',
          'After the award confirm the order and pay under its code; accept the delivery, and the gap closes with it.',
        ],
      },
      {
        head: 'Vendors',
        steps: [
          'Register, get verified, hand in your evidence and ask questions in the round; answers are public.',
          'Bid in volume tiers under seal; replace or withdraw until the deadline; the receipt’s digest proves what you sent.',
          'Confirm the contract after the award and deliver licenses and keys once the order is funded.',
        ],
      },
      {
        head: 'Disputes',
        steps: [
          'Ask for mediation on an order line; its purchase record is attached as evidence.',
          'Only the money on the disputed line is held.',
          'Talk in the joint channel, or with the mediator in confidence; obligations of a settlement are checked against the facts.',
        ],
      },
    ],
    keys: 'Keyboard',
    keysText:
      'Press “/” to search and “?” for the shortcuts of a page; tables move with arrow keys and take pasted cells.',
    contact: 'For anything else, contact the conference office.',
  },
  glossary: {
    title: 'Glossary',
    lead: 'One word per idea: pages, files and interfaces use the same.',
    find: 'Find',
    nothing: 'There is no such term',
    nothingWhy: 'Look for a part of its name, in Chinese or English.',
  },
  privacy: {
    title: 'Personal data',
    lead: 'Which personal data we keep, why, and for how long, under the Personal Information Protection Law.',
    table: 'Register',
    what: 'Data',
    purpose: 'Purpose',
    ground: 'Ground',
    keep: 'Kept',
    years: (n) => counted(n, 'year'),
    days: (n) => counted(n, 'day'),
    always: 'as long as the account',
    rights: 'Your rights',
    rightsText:
      'You may see, copy, correct and have erased what is kept about you: ask on the account page or at the conference office; answers come within 15 working days.',
  },
}
