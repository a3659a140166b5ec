import { counted } from './counted'
import type { Spoken } from '../speak'
import type { opening as model } from '../zh/opening'

export const opening: Spoken<typeof model> = {
  title: 'Opening',
  sentence: {
    waiting:
      'Bidding is still open; after closing and at the hour of the opening, openers of two organizations open together.',
    early: 'Bidding is closed; the hour of the opening has not come.',
    technical:
      'The technical parts can be opened: openers of two organizations each confirm that they are present.',
    judging: 'The technical parts are open and being judged; prices are still sealed.',
    price: 'Eligibility is fixed; prices, conditions of pledges and the seed of the lottery can be opened.',
    done: 'Everything is open.',
    over: 'The round has ended; what was not opened stays sealed.',
  },
  stages: { technical: 'Technical parts', eligibility: 'Eligibility', price: 'Prices' },
  stagesLabel: 'Stages of the opening',
  holders: 'Openers and keys',
  holdersLead:
    'Any two open together: the lower number takes the first layer off, the other the second; key, hash and time of each envelope are logged.',
  absent: 'not present',
  layerOff: 'first layer off',
  openedOf: (opened, all) => `${opened} of ${all} envelopes open`,
  wrapsBroken: (n) => `${n} layers did not open; another pair of openers still can`,
  withKey: {
    peel: { technical: 'First layer of the technical parts', price: 'First layer of the prices' },
    finish: { technical: 'Open the technical parts', price: 'Open the prices' },
    wait: { technical: 'Another opener is awaited', price: 'Another opener is awaited' },
  },
  withKeyLead: {
    peel: 'Choose your key file and type its passphrase: this browser takes the first layer off each envelope; the key never leaves this computer.',
    finish:
      'Another opener has taken the first layer off: choose your key file and type its passphrase; each envelope is opened and compared with its commitment.',
    wait: 'Nothing is left for you: the other opener opens, or one with a lower number takes the first layer off.',
  },
  withKeyButton: { peel: 'Take the first layer off', finish: 'Open with the key', wait: 'Wait' },
  keyFile: 'Key file',
  keyWrong:
    'The file does not open: another passphrase, no key file, or not the key registered for this round.',
  keyWorking: (done) => `Working through the envelopes… ${done} done`,
  keyDone: (done) => `${done} layers done`,
  scripts: 'The opening needs scripts; open this page in a browser that runs them.',
  present: 'Present',
  presentNone: 'No opener is present yet.',
  presentOf: (organization) => `opener of ${organization}`,
  missing: 'An opener of another organization is still missing',
  set: 'Envelopes to open',
  setHash: 'Hash of the set',
  items: 'Envelopes',
  bids: 'Bids',
  bidsClosed: 'Bids that are in',
  attend: { technical: 'Be present and open technical parts', price: 'Be present and open prices' },
  attendTitle: {
    technical: 'Confirm your presence and open the technical parts?',
    price: 'Confirm your presence and open the prices?',
  },
  attendFirst: (items) =>
    `You are the first opener present: with the second, ${counted(items, 'envelope is', 'envelopes are')} opened.`,
  attendSecond: (items) =>
    `You are the second opener present: ${counted(items, 'envelope is', 'envelopes are')} opened now and shown to those entitled.`,
  attendChecks:
    'Envelope hash, ciphertext, commitment and content are checked one by one; each result is logged.',
  attendUndo: 'This cannot be undone.',
  results: 'What was opened',
  result: 'Result',
  opened: 'Opened',
  vendor: 'Vendor',
  lot: 'Lot',
  kind: 'Envelope',
  kinds: {
    technical: 'technical',
    price: 'price',
    bundle: 'bundle discount',
    ceiling: 'conditions of a pledge',
    seed: 'lottery seed',
    file: 'attachment',
  },
  hash: 'Envelope hash',
  noResults: 'Nothing is open yet',
  noResultsWhy: 'Once opened, each envelope is listed here with its result and hash.',
  noBids: 'No bids to open',
  noBidsWhy: 'Until closing nobody can see whether or how many bids there are.',
  whyNot: {
    'not-your-move': 'You are not an opener.',
    'round-suspended': 'The round is suspended.',
    'not-to-be-opened': 'No stage can be opened now.',
    'opening-too-early': 'The hour of the opening has not come.',
    'opening-window-over': 'The time of the openers is over; the authors are asked to show what they sealed.',
    'not-an-opener-here': 'You are not one of this round’s openers.',
    'already-present': 'You are present; an opener of another organization is awaited.',
    'opener-of-same-organization':
      'An opener of your organization is present; the other must be of another one.',
  },
  toEligibility: 'Eligibility',
  toEvaluation: 'Evaluation',
  opensAt: 'Opening at',
  until: 'Window until',
  of: (organization) => organization,
}
