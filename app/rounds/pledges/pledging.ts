import { largestQuantity } from '~/kernel/fields'
import type { LotState, RoundState } from '../lifecycle'

export type PledgeRound = {
  state: RoundState
  pledgesCloseAt: Date
  maxAllOrNothingLots: number
}

export type PledgeWish = {
  lotState: LotState
  quantity: number
  stretchQuantity: number | null
  allOrNothing: boolean
}

export type Pledger = {
  /** whether the organization is verified */
  verified: boolean
  /** barred after a default, until then */
  barredUntil: Date | null
  /** lots of the round in which it has pledged, this one not counted */
  otherLots: number
}

/** Why this may not be pledged now; null when it may. The writing statement asks the database's clock once more. */
export function whyNotPledge(wish: PledgeWish, round: PledgeRound, pledger: Pledger, now: Date) {
  if (round.state === 'suspended') return 'round-suspended'
  if (round.state !== 'published' || now >= round.pledgesCloseAt) return 'pledges-closed'
  if (wish.lotState !== 'active') return 'lot-closed'
  if (!pledger.verified) return 'not-verified'
  if (pledger.barredUntil && now < pledger.barredUntil) return 'barred-after-default'
  if (!isQuantity(wish.quantity)) return 'quantity-range'
  if (wish.stretchQuantity !== null && !isQuantity(wish.stretchQuantity)) return 'stretch-range'
  if (wish.allOrNothing && pledger.otherLots + 1 > round.maxAllOrNothingLots) return 'all-or-nothing-too-many'
  return null
}

export type PledgeRefusal = NonNullable<ReturnType<typeof whyNotPledge>>

/** The field of the form that a refusal is about; without one it is about the whole. */
export const fieldOf: Partial<Record<PledgeRefusal, string>> = {
  'quantity-range': 'quantity',
  'stretch-range': 'stretchQuantity',
  'all-or-nothing-too-many': 'allOrNothing',
}

const isQuantity = (quantity: number) =>
  Number.isInteger(quantity) && quantity >= 1 && quantity <= largestQuantity

/** The most a pledge can cost, fen: no price exceeds the reference price. */
export function commitment(quantity: number, stretchQuantity: number | null, referencePrice: bigint): bigint {
  return BigInt(quantity + (stretchQuantity ?? 0)) * referencePrice
}

/** A limit of a person or role: what it allows in its period, and what is reserved of it; null: no limit set. */
export type Limit = { amount: bigint; reserved: bigint } | null

export const isWithin = (amount: bigint, limit: Limit) =>
  limit !== null && amount <= limit.amount - limit.reserved

/** Whether somebody else must approve: beyond the requester's own limit, or without any. */
export const needsApproval = (amount: bigint, own: Limit) => !isWithin(amount, own)

export type Approval = {
  requesterId: string
  approverId: string
  amount: bigint
  approversLimit: Limit
  /** an organization of one person may approve its own, by its setting */
  onePersonMay: boolean
}

/** Why this person may not approve the pledge; null when they may. */
export function whyNotApprove({ requesterId, approverId, amount, approversLimit, onePersonMay }: Approval) {
  if (requesterId === approverId && !onePersonMay) return 'approver-is-requester'
  if (!isWithin(amount, approversLimit)) return 'above-limit'
  return null
}

export type SignRefusal = 'needs-approval' | 'approver-is-requester' | 'above-limit'

export type Signing = Approval & {
  /** an approver of the organization */
  approves: boolean
  /** what the signer may commit without anybody else */
  ownLimit: Limit
}

/** Why this person may not sign the pledge; null when the own limit carries it, or when they may approve it. */
export function whyNotSign({ approves, ownLimit, ...approval }: Signing): SignRefusal | null {
  if (approval.requesterId === approval.approverId && isWithin(approval.amount, ownLimit)) return null
  if (!approves) return 'needs-approval'
  return whyNotApprove(approval)
}
