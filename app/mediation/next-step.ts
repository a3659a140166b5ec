import { type CaseRole, type Side, sideIn, sides } from './channels/kinds'
import { type CaseState, isClosed } from './lifecycle'

/** What is known of a case beside its state, as far as the reader may know it. */
export type Standing = {
  state: CaseState
  /** sides that have handed in their ranking */
  ranked: readonly Side[]
  mediator: 'asked' | 'accepted' | null
  /** an objection to the mediator waits for the head */
  challenged: boolean
  /** sides that have answered what was disclosed */
  answered: readonly Side[]
  adopted: readonly Side[]
  signed: readonly Side[]
  /** sides that owe something still open */
  debtors: readonly Side[]
  /** sides whose open offer waits for the other's answer */
  offering: readonly Side[]
}

export type Deed =
  | 'claim'
  | 'admission'
  | 'response'
  | 'offer'
  | 'answer'
  | 'rank'
  | 'appoint'
  | 'mandate'
  | 'objection'
  | 'decide'
  | 'text'
  | 'sign'
  | 'fulfill'
  | 'close'

const without = (done: readonly Side[]) => sides.filter((side) => !done.includes(side))

/** Who has to do something next; nobody where only time passes. */
export function whoActs(its: Standing): readonly CaseRole[] {
  switch (its.state) {
    case 'draft':
      return ['claimant']
    case 'filed':
    case 'impasse':
      return ['registrar']
    case 'awaiting_response':
      return ['respondent']
    case 'negotiation':
    case 'breached':
      return sides
    case 'mediator_selection':
      if (its.mediator === 'asked') return ['mediator']
      return its.ranked.length === 2 ? ['registrar'] : without(its.ranked)
    case 'conflict_check':
      return its.challenged ? ['head'] : without(its.answered)
    case 'mediation':
      return ['mediator']
    case 'settlement_draft':
      return without(its.adopted)
    case 'signing':
      return without(its.signed)
    case 'fulfillment':
    case 'cure':
      return its.debtors
    default:
      return []
  }
}

const pathOf: Record<Deed, string> = {
  claim: 'claim',
  admission: 'admission',
  response: 'response',
  offer: 'offers/new',
  answer: 'offers',
  rank: 'mediator',
  appoint: 'mediator',
  mandate: 'mandate',
  objection: 'mediator',
  decide: 'mediator',
  text: 'settlement',
  sign: 'settlement',
  fulfill: 'settlement',
  close: '',
}

/** The one thing that whoever stands in these roles would do now, and where; null when they wait. */
export function deedOf(its: Standing, roles: readonly CaseRole[]): { deed: Deed; path: string } | null {
  const deed = nextDeed(its, roles)
  return deed && { deed, path: pathOf[deed] }
}

function nextDeed(its: Standing, roles: readonly CaseRole[]): Deed | null {
  const side = sideIn(roles)
  const mine = whoActs(its).some((role) => roles.includes(role))
  if (isClosed(its.state)) return null
  if (side && (its.state === 'negotiation' || its.state === 'mediation'))
    return its.offering.some((other) => other !== side) ? 'answer' : 'offer'
  if (!mine) return null
  const deeds: Partial<Record<CaseState, Deed>> = {
    draft: 'claim',
    filed: 'admission',
    awaiting_response: 'response',
    mediator_selection: its.mediator === 'asked' ? 'mandate' : side ? 'rank' : 'appoint',
    conflict_check: side ? 'objection' : 'decide',
    settlement_draft: 'text',
    signing: 'sign',
    fulfillment: 'fulfill',
    cure: 'fulfill',
    impasse: 'close',
  }
  return deeds[its.state] ?? null
}

export type Step =
  | 'draft'
  | 'filed'
  | 'awaiting_response'
  | 'negotiation'
  | 'ranking'
  | 'asked'
  | 'appointment'
  | 'objection'
  | 'challenged'
  | 'mediation'
  | 'paused'
  | 'settlement_draft'
  | 'signing'
  | 'settled'
  | 'fulfillment'
  | 'cure'
  | 'breached'
  | 'impasse'
  | 'closed'

/** The sentence that says where a case stands. */
export function stepOf(its: Standing): Step {
  const { state } = its
  if (state === 'mediator_selection')
    return its.mediator === 'asked' ? 'asked' : its.ranked.length === 2 ? 'appointment' : 'ranking'
  if (state === 'conflict_check') return its.challenged ? 'challenged' : 'objection'
  if (isClosed(state)) return 'closed'
  return state as Step
}
