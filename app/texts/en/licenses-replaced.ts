import { counted } from './counted'
import type { Spoken } from '../spoken'
import type { licensesReplaced as model } from '../zh/licenses-replaced'

export const licensesReplaced: Spoken<typeof model> = {
  replacements: {
    tab: 'To replace',
    title: 'Replacements',
    lead: 'Licenses agreed to be delivered anew: with the delivery the old units and their keys are revoked.',
    waiting: (count) => `${counted(count, 'replacement waits', 'replacements wait')} for your delivery.`,
    none: 'Nothing to replace',
    noneWhy:
      'When it is agreed that licenses are delivered anew, which license, how many units and until when stand here.',
    product: 'Product and buyer',
    license: 'License and order',
    software: 'Product',
    licenseOld: 'License',
    buyer: 'Buyer',
    quantity: 'Units to replace',
    ofHeld: (held) => `the old license has ${counted(held, 'unit')}`,
    due: 'Due',
    state: 'State',
    states: { open: 'To deliver', delivered: 'Delivered', withdrawn: 'No longer needed' },
    of: (quantity, license) => `Replace ${quantity} of ${license}`,
    sentence: 'Deliver all of them at once by the day. It is recorded by itself; nobody has to confirm it.',
    what: 'License to replace',
    deliveredAt: 'Delivered',
    result: 'New license',
    done: 'Delivered anew. The old units are revoked and their users have moved to the new license.',
    withdrawn: 'No longer needed: the units were given back, or the agreement has ended.',
    givenUp: 'What is revoked',
    faulty: (tails) =>
      `The buyer has marked these keys as not working: ${tails}. They are revoked first, then unused ones.`,
    unnamed:
      'The buyer has not marked which keys do not work: unused ones are revoked first, then the latest in use.',
    how: 'What you deliver',
    confirm: 'No keys, a document as evidence',
    confirmHint: 'Such as the publisher’s console or a new letter of authorization; add it below',
    fileBelow: 'One file for all units (.lic, .dat …), at most 8 MB; add it below',
    file: 'File',
    fileHint: 'Keys as .txt or .csv; a license file of any kind; evidence as PDF, picture or text',
    licenseNo: 'New license or letter no.',
    licenseNoHint: 'Leave empty if it stays the same',
    submit: (quantity) => `Deliver ${counted(quantity, 'unit')} anew`,
    consequence:
      'Kept only if all are right. The old units and keys are then revoked at once, which cannot be undone; problems name lines, never a key.',
  },
  replaced: {
    coming: (quantity, day) => `The vendor is to deliver ${counted(quantity, 'unit')} anew by ${day}.`,
    markFirst:
      'Choose below the keys that do not work and mark them: they are revoked first with the delivery, and their users move to the new license.',
    chosenFor:
      'With the delivery unused units are revoked first, then the latest in use; their users move to the new license.',
    by: (quantity) => `${counted(quantity, 'unit')} replaced`,
    from: 'Replaces',
    to: 'Replaced by',
    faulty: 'does not work',
    markFaulty: 'Mark as not working',
    markWorking: 'Mark as working',
    anew: (quantity) => `${quantity} of them delivered anew`,
  },
}
