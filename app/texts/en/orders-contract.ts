import type { Spoken } from '../speak'
import { counted } from './counted'
import type { ordersContract as model } from '../zh/orders-contract'

export const ordersContract: Spoken<typeof model> = {
  contract: {
    title: 'Contract',
    number: 'Contract',
    version: 'Version',
    made: 'Made',
    hash: 'Digest of the text (SHA-256)',
    hashHint: 'This digest is what both sides confirm; one changed character gives another digest.',
    framework: 'Framework agreement',
    pdfZh: 'PDF in Chinese',
    pdfBoth: 'PDF, bilingual',
    confirmations: 'Confirmations',
    agreed: (who) => `${who} confirmed`,
    waiting: 'Not confirmed yet',
    method: { step_up: 'by second factor', sealed_scan: 'sealed scan' },
    verify: 'Verify the contract',
    draft: 'A draft until both sides confirm it.',
  },
  confirmation: {
    title: 'Confirm the contract',
    lead: 'Check what stands above. Once both sides have confirmed the same text the contract stands and the time to pay begins.',
    binding: 'What becomes binding',
    bindings: {
      goods: (lines, total) =>
        `${counted(lines, 'line is', 'lines are')} bought for ${total} in all, tax included.`,
      pay: (amount, when) => `The buyer pays ${amount} within ${when}.`,
      payPart: (no, amount, when) => `Installment ${no}: the buyer pays ${amount} within ${when}.`,
      gate: (said) => `${said} Delivery waits for it.`,
      deliver: (days) => `The vendor delivers within ${counted(days, 'working day')} of the money coming in.`,
      accept: (days) =>
        `The buyer accepts or rejects within ${counted(days, 'working day')} of the delivery note; silence is acceptance.`,
      mediation: 'A dispute may go to mediation first; only the money in dispute is held meanwhile.',
    },
    words: 'In words',
    text: 'Text of the contract',
    textHint: 'Download and read the whole text before you confirm.',
    agree: 'I have read the whole contract and may bind my organization',
    submit: 'Confirm the contract',
    decline: 'Decline',
    declineTitle: 'Decline this order?',
    declineConsequences: {
      ends: 'The order ends; the other side is told, with your reason.',
      volume: 'The pledged volume leaves the round and counts as defaulted by your organization.',
      vendorVolume: "The buyer's demand opens again and the default is recorded as yours.",
    },
    declineUndo: 'This cannot be undone.',
    declineReason: 'Why you decline',
    own: 'Your side has confirmed; the other side is next.',
    closed: 'This order cannot be confirmed now.',
    notSignatory: 'Only an approver or signatory may confirm.',
    bySide: 'Who has confirmed',
    until: 'Confirm by',
  },
  extension: {
    verb: 'Extend the time to pay',
    title: 'Give this order more time to be paid?',
    until: (days) =>
      `The rest is due within ${counted(days, 'working day')} from today; both sides are told.`,
    once: 'An order is extended once. If it is not paid then either, the office cancels it and the money goes back.',
    undo: 'An extension cannot be taken back.',
  },
  verify: {
    title: 'Verify a contract',
    lead: 'Enter the 64-character digest in the foot of each page, or scan the code on the contract. Number and dates are shown, never the parties.',
    hash: 'Digest of the text (SHA-256)',
    submit: 'Verify',
    known: 'A contract of this platform',
    knownWhy: 'The digest is that of a text kept here.',
    confirmedAt: (at) => `Both sides confirmed it on ${at}.`,
    unconfirmed: 'Not yet confirmed by both sides: a draft.',
    unknown: 'No such text is kept here',
    unknownWhy:
      'One wrong character, or one changed in the text, gives this result. Please compare and try again.',
    kinds: { framework: 'Framework agreement', call_off: 'Call-off contract', supplement: 'Supplement' },
    made: 'Made',
  },
}
