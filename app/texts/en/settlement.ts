import { counted } from './counted'
import type { Spoken } from '../speak'
import type { settlement as model } from '../zh/settlement'

export const settlement: Spoken<typeof model> = {
  heading: 'Settlement agreement',
  number: 'Case',
  version: 'Version',
  parties: 'Parties',
  claimant: 'Claimant',
  respondent: 'Respondent',
  body: 'Mediation body',
  mediator: 'Mediator',
  agreed: (body) => `In a mediation held by ${body} the parties have freely agreed:`,
  sides: { claimant: 'The claimant', respondent: 'The respondent' },
  promise: {
    refund: (who, amount, day) =>
      `${who} shall refund ${amount} of the price by ${day}, the way it was paid.`,
    reissue: (who, quantity, day) =>
      `${who} shall deliver ${counted(quantity, 'license')} anew by ${day}; what it replaces is taken back.`,
    service: (who, _, day) =>
      `${who} shall complete the agreed service by ${day}, to be accepted by the other side.`,
    pay: (who, amount, day) =>
      `${who} shall pay ${amount} to the other side by ${day}, who confirms the receipt.`,
    declare: (who, _, day) => `${who} shall give the agreed written statement by ${day}.`,
    true_up: (who, quantity, day) => `${who} shall raise the valid licenses to ${quantity} by ${day}.`,
    buy_via_round: (who, quantity, day) =>
      `${who} shall obtain ${counted(quantity, 'license')} in group procurement by ${day}, at the cleared price of that round.`,
    replace: (who, quantity, day) =>
      `${who} shall uninstall or replace ${counted(quantity, 'installation')} by ${day}, as a later software inventory shows.`,
    third_party_pay: (who, amount, day, payer) =>
      `${who} shall have the third party ${payer} pay ${amount} by ${day}; the receiver confirms. The third party signs this agreement too.`,
    part: (who, _, day) => `${who} shall deal with this matter apart by ${day}; the rest stays in mediation.`,
  },
  fallback: {
    next_round: (_) =>
      'If that round comes to nothing or does not serve it, the need goes into the next round, at the cleared price of that one.',
    order: (price) =>
      `If that round comes to nothing or does not serve it, it is ordered directly from the other side for ${price} in all.`,
    pay: (price) =>
      `If that round comes to nothing or does not serve it, ${price} is paid to the other side instead, who confirms the receipt.`,
  },
  joined: (sentence, next) => `${sentence} ${next}`,
  detail: 'In detail: ',
  late: 'Who is late has ten working days from the notice to put it right; after that the other side may resume the mediation, go to court or apply for enforcement.',
  secret:
    'What was said, proposed or conceded in the mediation is confidential; if the agreement is not fulfilled it is not used in other proceedings.',
  confirmation:
    'Within thirty days from its effect the parties may jointly ask the competent people’s court to confirm this agreement.',
  copies: 'Signed electronically; every copy has the same force.',
  signed: 'Signatures',
  person: 'Signed by',
  at: 'Time',
  method: 'How',
  payerHead: 'Third party that pays',
  payer: (name) => `Third party that pays: ${name}`,
  methods: { step_up: 'signed in, second factor', sealed_scan: 'scan with seal' },
  attests: (name) => `Mediator ${name} attests that a mediation took place.`,
  extract: {
    heading: 'Settlement agreement: extract for a third party that pays',
    holds:
      'Made by the platform from the agreement that all have signed; it holds what concerns the third party that pays alone. The digest is that of the whole text, as it was signed.',
    effective: 'In effect since',
    promises: 'What the third party pays',
    no: 'No.',
    what: 'What',
    amount: 'Amount',
    due: 'By',
    pays: 'A payment, which the receiver confirms',
    check: (page) =>
      `Drop this file on ${page} to check the platform’s signature; it is checked in the browser and sent nowhere.`,
  },
  digest: 'Digest of the agreement (SHA-256)',
  draft: 'Draft, not yet signed',
  page: (page, pages) => `Page ${page} of ${pages}`,
}
