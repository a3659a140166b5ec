import type { Transaction } from 'kysely'
import type { Database } from '~db/schema'
import {
  draftFromGap,
  draftFromRenewal,
  draftFromSuggestion,
  fulfillLines,
  gather,
  reopenLot,
  reopenRound,
  reopenUnserved,
} from './demands/reactions.server'
import { placeAwarded, placeJoined } from './orders/place.server'
import { fundConfirmed } from './payments/fund.server'
import { releaseAccepted } from './payments/release.server'
import { releaseLot, releaseRound } from './rounds/fall.server'

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
  run: (tx: Transaction<Database>, event: Happening, now: Date) => Promise<void>
}

/** What each event sets in motion downstream. Read top to bottom, it is the marketplace. */
export const flow: Partial<Record<string, readonly Reaction[]>> = {
  'compliance.gap_found': [{ name: 'draft demand', run: draftFromGap }],
  'demand.suggested': [{ name: 'draft demand', run: draftFromSuggestion }],
  'renewal.decided': [{ name: 'draft demand', run: draftFromRenewal }],
  'demand.opened': [{ name: 'gather wish', run: gather }],
  'round.voided': [
    { name: 'reopen demand', run: reopenRound },
    { name: 'release pledges', run: releaseRound },
  ],
  'award.lot_unsuccessful': [
    { name: 'reopen demand', run: reopenLot },
    { name: 'release pledges', run: releaseLot },
  ],
  'pledge.cleared': [{ name: 'reopen demand', run: reopenUnserved }],
  'award.confirmed': [{ name: 'place orders', run: placeAwarded }],
  'late_join.confirmed': [{ name: 'place order', run: placeJoined }],
  'order.confirmed': [{ name: 'fund order', run: fundConfirmed }],
  'order.accepted': [{ name: 'release money', run: (tx, event) => releaseAccepted(tx, event.subjectId!) }],
  'license.issued': [{ name: 'fulfill demand', run: fulfillDemand }],
}

/** What a pledge ordered and a vendor delivered fulfills the needs that the pledge had pooled. */
async function fulfillDemand(tx: Transaction<Database>, { facts }: Happening) {
  const pledge = await tx
    .selectFrom('orderLines')
    .innerJoin('pledges', 'pledges.id', 'orderLines.pledgeId')
    .select(['pledges.orgId', 'pledges.lotId'])
    .where('orderLines.id', '=', facts.orderLine)
    .executeTakeFirst()
  if (pledge) await fulfillLines(tx, { ...pledge, quantity: facts.quantity })
}
