import { formatDateTime, formatTime } from '~/design/format'
import type { roundsRefusals as zhRefusals } from '../zh/rounds-refusals'

const at = (iso: string | undefined) => {
  const moment = new Date(iso ?? Number.NaN)
  if (Number.isNaN(moment.getTime())) return ''
  return `${formatDateTime('en', moment).replace(/ .*/, '')} ${formatTime(moment, true)}.${iso!.slice(20, 23)}`
}

export const roundsRefusals: Record<
  keyof typeof zhRefusals,
  string | ((facts: Record<string, string>) => string)
> = {
  'round-unknown': 'There is no such round, or it is not published.',
  'lot-unknown': 'There is no such lot.',
  'pledge-unknown': 'There is no such pledge.',
  'not-a-draft': 'This round is published; change it by an addendum.',
  'template-exists':
    'The name is taken: see what differs and confirm that it becomes the next version, or choose another name.',
  'template-retired': 'This template is retired or gone; choose another one, or begin from a profile.',
  'already-consented': 'You have already consented to this notice; another officer must follow.',
  'draft-changed': 'The draft has changed since you read it; check it again before you consent.',
  'pledges-closed': ({ at: now, closedAt }) =>
    `Pledging closed ${at(closedAt)}; the server’s clock says ${at(now)}. What was signed stands; what you typed was not kept.`,
  'round-suspended': 'The round is suspended; go on once it is resumed.',
  'lot-closed': 'This lot takes no pledges or bids any more.',
  'barred-after-default': 'After a default within the last year your organization may not pledge.',
  'stretch-range': 'The stretch must be between 1 and 10,000,000.',
  'all-or-nothing-too-many': ({ lots }) =>
    `All or nothing spans too many lots: your organization has pledged for ${lots}. Untick it, or withdraw some first.`,
  'stretch-missing': 'A ceiling for the stretch needs a stretch quantity.',
  'stretch-above-ceiling': 'The ceiling of the stretch cannot be above the ceiling.',
  'seed-missing': 'The seed is not drawn and sealed yet: do it in a browser that runs scripts.',
  'sealed-by-platform': 'The platform seals this round; it draws the seed itself.',
  'pledge-changed': 'The pledge has changed since you read it. Review it again before you sign.',
  'needs-approval': 'Above your limit: an approver must approve and sign.',
  'approver-is-requester': 'Nobody approves the own request.',
  'above-limit': 'Above what you may approve; an approver with a larger limit may.',
  'lines-taken':
    'The chosen demand lines have changed (withdrawn, expired or pooled elsewhere); choose again.',
  'questions-closed': ({ at: now, closedAt }) =>
    `Questions closed ${at(closedAt)}; the server’s clock says ${at(now)}.`,
  'already-answered': 'It has been answered already, which happens once.',
  'nothing-changed': 'Nothing was changed.',
  'reason-missing': 'State the reason.',
  'in-the-past': 'Questions must close after now.',
  'questions-after-freeze': 'Questions must close before pledges do.',
  'freeze-after-close': 'Pledges must close before bids do.',
  'opening-before-close': 'The opening cannot be before bids close.',
  'freeze-too-late': 'Too few working days between freeze and closing.',
  'bidding-too-short': 'Too few days between publication and closing.',
  'weights-not-100': 'Price and criteria must sum to 100 points.',
  'dues-count': 'Installments are two to six.',
  'dues-not-100': 'The shares of the installments must sum to 100%.',
  'gate-after-acceptance': 'Delivery cannot wait for money that is due after acceptance.',
  'dues-out-of-order':
    'Installments follow time: those after the contract before those after acceptance, and first those that delivery waits for.',
  'criteria-missing': 'Comprehensive scoring needs at least one criterion.',
  'criterion-twice': 'Two criteria have the same code.',
  'price-weight-too-low': 'The price weighs less than the rules allow.',
  'bundles-not-comprehensive': 'Comprehensive scoring has no bundle discounts.',
  'no-lots': 'At least one lot is needed.',
  'reference-without-evidence': 'The reference price has no source.',
  'justification-missing': 'A single product needs a reason.',
  'steps-missing': 'Pricing at published volumes needs published steps.',
  'too-many-steps': 'More published steps than price tiers are allowed.',
  'steps-not-rising': 'Published steps must rise.',
  'already-past': 'This moment is over and can no longer be changed.',
  'openers-missing': 'Three openers are needed.',
  'openers-same-organization': 'Openers must be of different organizations.',
  'openers-all-of-office': 'Openers cannot all be of the office.',
  'opener-not-ready': 'An opener’s key has not been rehearsed.',
  'opener-is-bidder': 'An opener’s organization bids in this round.',
  'opener-is-buyer': 'An opener’s organization buys in this round.',
  'opener-is-mediator': 'An opener mediates for a party.',
}
