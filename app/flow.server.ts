import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { askEffects } from './awards/effects/effects.server'
import { replaceAward } from './awards/counters/replace.server'
import { publishWish } from './awards/publication/planning.server'
import {
  publishAnswer,
  publishDecision,
  publishOrder,
  publishRound,
  publishWithdrawal,
} from './awards/publication/release.server'
import { startAward } from './awards/runs/start.server'
import { oweTier, reachTier } from './awards/joins/tier.server'
import { raiseWatches } from './awards/watches/raise.server'
import { tellDecision } from './awards/runs/tell.server'
import { invalidateBids } from './bids/reactions.server'
import {
  draftFromGap,
  draftFromRenewal,
  draftFromSuggestion,
  freeWished,
  lowerDraft,
  openSuggested,
  fulfillLines,
  gather,
  measure,
  reopenLot,
  reopenRound,
  reopenUnserved,
} from './demands/reactions.server'
import { weighAlias } from './compliance/aliases/weigh.server'
import { passOn } from './compliance/mergers/pass-on.server'
import { revokeListed, revokeMerged } from './licenses/certificates/reactions.server'
import { tellUnitsLeft } from './licenses/entitlements/reactions.server'
import { endDispute, markDisputed, markPaidByDisputed } from './licenses/records/chargebacks.server'
import { noteAcceptance, noteInvoice, notePayment, takeBack } from './licenses/records/reactions.server'
import { openReplacement, withdrawShort } from './licenses/replacements/reactions.server'
import { proposeTrueUp } from './licenses/true-ups/reactions.server'
import { placeAwarded, placeJoined, placeRequested, placeTrueUp } from './orders/place.server'
import { recheckConflicts } from './mediation/mediators/rechecking.server'
import { backToText } from './mediation/settlements/payers.server'
import { concludeSigned } from './mediation/settlements/signing.server'
import {
  askNextMediator,
  beginFulfillment,
  beginMediation,
  checkConcerned,
  checkOwn,
  endReplacements,
  reopenOn,
} from './mediation/reactions.server'
import { tellOfChargeback } from './mediation/chargebacks.server'
import { hintGap, hintRejection } from './mediation/hints.server'
import { markPositions } from './mediation/marks.server'
import { askForPromises } from './mediation/settlements/asking.server'
import { fallBack } from './mediation/settlements/falling-back.server'
import { splitParts } from './mediation/settlements/splitting.server'
import { fundConfirmed } from './payments/fund.server'
import { oweRebates, oweRebatesOf } from './payments/rebates/owe.server'
import { finishRebate, settleRebates } from './payments/rebates/settle.server'
import {
  askPromisedAgain,
  refundGivenUp,
  refundPromised,
  tellRedLetter,
} from './payments/refunds/reactions.server'
import { releaseAccepted } from './payments/release.server'
import { invalidatePledges } from './rounds/addenda/reactions.server'
import { draftFromWish } from './rounds/drafts/reactions.server'
import { sendAnnouncement } from './program/announcements/reactions.server'
import { sendBrief } from './program/briefs/reactions.server'
import {
  banVendor,
  endPledges,
  freeVendor,
  orderPledges,
  releaseLot,
  releaseRound,
  stopOrganization,
} from './rounds/pledges/reactions.server'

export type Happening = {
  id: string
  kind: string
  subjectId: string | null
  orgId: string | null
  facts: Record<string, any>
  at: Date
}

/** Named, since `reactions` keeps per event and name that it was done. */
export type Reaction = {
  name: string
  run: (tx: Kysely<Database>, event: Happening, now: Date) => Promise<void>
}

/** What each event sets in motion downstream. Read top to bottom, it is the marketplace. */
export const flow: Partial<Record<string, readonly Reaction[]>> = {
  'member.removed': [{ name: 'tell of units', run: tellUnitsLeft }],
  'organization.suspended': [{ name: 'stop pledges', run: stopOrganization }],
  'organization.ownership_changed': [{ name: 'check conflicts', run: recheckConflicts }],
  'organization.merged': [
    { name: 'stop pledges', run: stopOrganization },
    { name: 'revoke certificate', run: revokeMerged },
    { name: 'pass on', run: passOn },
  ],
  'blacklist.listed': [
    { name: 'ban vendor', run: banVendor },
    { name: 'revoke certificates', run: revokeListed },
  ],
  'blacklist.removed': [{ name: 'free vendor', run: freeVendor }],
  'compliance.gap_found': [
    { name: 'draft demand', run: draftFromGap },
    { name: 'propose true-up', run: proposeTrueUp },
    { name: 'hint at gap', run: hintGap },
  ],
  'true_up.confirmed': [
    { name: 'place order', run: placeTrueUp },
    { name: 'lower draft', run: lowerDraft },
  ],
  'recognition.alias_decided': [{ name: 'weigh alias', run: weighAlias }],
  'recognition.alias_undone': [{ name: 'weigh alias', run: weighAlias }],
  'demand.suggested': [{ name: 'draft demand', run: draftFromSuggestion }],
  'wish.suggested': [{ name: 'open wish', run: openSuggested }],
  'renewal.decided': [{ name: 'draft demand', run: draftFromRenewal }],
  'demand.opened': [{ name: 'gather wish', run: gather }],
  'wish.opened': [{ name: 'measure wish', run: measure }],
  'wish.threshold_set': [{ name: 'measure wish', run: measure }],
  'wish.declined': [{ name: 'free demand', run: freeWished }],
  'wish.interest_opened': [{ name: 'publish', run: publishWish('opened') }],
  'wish.lapsed': [{ name: 'publish', run: publishWish('lapsed') }],
  'wish.confirmed': [
    { name: 'draft round', run: draftFromWish },
    { name: 'publish', run: publishWish('carried') },
  ],
  'round.published': [{ name: 'publish', run: publishRound('tender') }],
  'round.frozen': [{ name: 'publish', run: publishRound('volumes') }],
  'round.bids_closed': [{ name: 'publish', run: publishRound('closing') }],
  'question.answered': [{ name: 'publish', run: publishAnswer }],
  'round.voided': [
    { name: 'release pledges', run: releaseRound },
    { name: 'reopen demand', run: reopenRound },
    { name: 'fall back', run: fallBack },
    { name: 'publish', run: publishRound('cancellation') },
  ],
  'award.lot_unsuccessful': [
    { name: 'release pledges', run: releaseLot },
    { name: 'reopen demand', run: reopenLot },
    { name: 'fall back', run: fallBack },
    { name: 'publish', run: publishRound('lots') },
  ],
  'round.amended': [
    { name: 'invalidate pledges', run: invalidatePledges },
    { name: 'invalidate bids', run: invalidateBids },
    { name: 'publish', run: publishRound('amendment') },
  ],
  'pledge.cleared': [
    { name: 'reopen demand', run: reopenUnserved },
    { name: 'fall back', run: fallBack },
  ],
  'round.prices_opened': [{ name: 'start award', run: startAward }],
  'price.explained': [{ name: 'start award', run: startAward }],
  'bid.excluded': [{ name: 'start award', run: startAward }],
  'challenge.remedied': [
    { name: 'start award', run: startAward },
    { name: 'publish', run: publishWithdrawal },
  ],
  'award.lot_canceled': [
    { name: 'release pledges', run: releaseLot },
    { name: 'reopen demand', run: reopenLot },
    { name: 'fall back', run: fallBack },
    { name: 'publish', run: publishRound('lots') },
  ],
  'award.decided': [
    { name: 'tell members', run: tellDecision },
    { name: 'ask effects', run: askEffects },
    { name: 'publish', run: publishDecision('decision') },
  ],
  'counter.confirmed': [{ name: 'replace award', run: replaceAward }],
  'award.replaced': [
    { name: 'tell members', run: tellDecision },
    { name: 'ask effects', run: askEffects },
    { name: 'publish', run: publishDecision('replacement') },
  ],
  'award.confirmed': [
    { name: 'place orders', run: placeAwarded },
    { name: 'raise watches', run: raiseWatches },
    { name: 'publish', run: publishRound('award') },
  ],
  'late_join.confirmed': [
    { name: 'place order', run: placeJoined },
    { name: 'test tier', run: reachTier },
  ],
  'tier.reached': [{ name: 'owe rebates', run: oweTier }],
  'rebate.due': [{ name: 'owe rebates', run: oweRebates }],
  'rebate.owed': [{ name: 'settle rebates', run: settleRebates }],
  'order.placed': [
    { name: 'order pledges', run: orderPlaced },
    { name: 'owe rebates', run: oweRebatesOf },
  ],
  'order.declined': [{ name: 'end pledges', run: orderEnded }],
  'order.lapsed': [{ name: 'end pledges', run: orderEnded }],
  'order.expired': [{ name: 'end pledges', run: orderEnded }],
  'order.confirmed': [
    { name: 'settle rebates', run: settleRebates },
    { name: 'fund order', run: fundConfirmed },
    { name: 'publish', run: publishOrder('contract') },
  ],
  'order.reduced': [
    { name: 'refund', run: refundGivenUp },
    { name: 'fund order', run: fundConfirmed },
  ],
  'order.canceled': [
    { name: 'end pledges', run: orderEnded },
    { name: 'refund', run: refundGivenUp },
  ],
  'order.terminated': [
    { name: 'end pledges', run: orderEnded },
    { name: 'refund', run: refundGivenUp },
  ],
  'order.rejected': [{ name: 'hint at mediation', run: hintRejection }],
  'order.delivered': [{ name: 'publish', run: publishOrder('implementation') }],
  'payment.matched': [
    { name: 'note fact', run: notePayment },
    { name: 'mark disputed', run: markPaidByDisputed },
    { name: 'publish', run: publishOrder('implementation') },
  ],
  'order.accepted': [
    { name: 'release money', run: (tx, event) => releaseAccepted(tx, event.subjectId!) },
    { name: 'note fact', run: noteAcceptance },
    { name: 'publish', run: publishOrder('implementation') },
  ],
  'invoice.issued': [{ name: 'note fact', run: noteInvoice }],
  'invoice.reversed': [
    { name: 'tell office', run: tellRedLetter },
    { name: 'note fact', run: noteInvoice },
  ],
  'license.issued': [
    { name: 'fulfill demand', run: fulfillDemand },
    { name: 'check obligations', run: checkConcerned },
  ],
  'license.reissue_requested': [{ name: 'open replacement', run: openReplacement }],
  'license.replacement_opened': [{ name: 'check obligations', run: checkConcerned }],
  'license.replacement_withdrawn': [{ name: 'check obligations', run: checkConcerned }],
  'license.revoked': [
    { name: 'reopen obligation', run: reopenOn },
    { name: 'withdraw replacement', run: withdrawShort },
  ],
  'refund.succeeded': [
    { name: 'take back', run: takeBack },
    { name: 'finish rebate', run: finishRebate },
    { name: 'check obligations', run: checkConcerned },
  ],
  'chargeback.opened': [
    { name: 'mark disputed', run: markDisputed },
    { name: 'tell cases', run: tellOfChargeback },
  ],
  'chargeback.closed': [
    { name: 'end dispute', run: endDispute },
    { name: 'ask promised refunds', run: askPromisedAgain },
    { name: 'tell cases', run: tellOfChargeback },
  ],
  'inventory.accepted': [{ name: 'check obligations', run: checkConcerned }],
  'case.admitted': [{ name: 'mark positions', run: markPositions }],
  'case.closed': [
    { name: 'mark positions', run: markPositions },
    { name: 'end replacements', run: endReplacements },
  ],
  'obligation.late': [{ name: 'mark positions', run: markPositions }],
  'settlement.breached': [{ name: 'mark positions', run: markPositions }],
  'case.mediator_declined': [{ name: 'ask next mediator', run: askNextMediator }],
  'case.conflicts_checked': [{ name: 'begin mediation', run: beginMediation }],
  'settlement.signed_by_side': [{ name: 'conclude settlement', run: concludeSigned }],
  'settlement.payer_refused': [{ name: 'back to text', run: backToText }],
  'settlement.signed': [
    { name: 'begin fulfillment', run: beginFulfillment },
    { name: 'ask for promises', run: askForPromises },
    { name: 'split parts', run: splitParts },
  ],
  'refund.requested': [{ name: 'ask refund', run: refundPromised }],
  'order.requested': [{ name: 'place order', run: placeRequested }],
  'obligation.met': [
    { name: 'check case', run: checkOwn },
    { name: 'mark positions', run: markPositions },
  ],
  'announcement.published': [{ name: 'send announcement', run: sendAnnouncement }],
  'brief.published': [{ name: 'send brief', run: sendBrief }],
}

/** What a pledge ordered and a vendor delivered fulfills the needs that the pledge had pooled; what is delivered anew did so before. */
async function fulfillDemand(tx: Kysely<Database>, { facts }: Happening) {
  if (facts.replaces) return
  const pledge = await tx
    .selectFrom('orderLines')
    .innerJoin('pledges', 'pledges.id', 'orderLines.pledgeId')
    .select(['pledges.orgId', 'pledges.lotId'])
    .where('orderLines.id', '=', facts.orderLine)
    .executeTakeFirst()
  if (pledge) await fulfillLines(tx, { ...pledge, quantity: facts.quantity })
}

async function orderPlaced(tx: Kysely<Database>, { facts }: Happening) {
  await orderPledges(tx, facts.pledges ?? [])
}

/** An order that came to nothing: its pledges end, by whose fault it is; what was canceled or terminated is nobody's. */
async function orderEnded(tx: Kysely<Database>, { subjectId, facts }: Happening) {
  const lines = await tx
    .selectFrom('orderLines')
    .select('pledgeId')
    .where('orderId', '=', subjectId)
    .where('pledgeId', 'is not', null)
    .where('accepted', '=', 0)
    .execute()
  await endPledges(
    tx,
    lines.map((line) => line.pledgeId!),
    String(facts.side).split(',').includes('enterprise'),
  )
}
