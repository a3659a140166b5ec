import type { Role } from '~/kernel/role'
import type { RoundState } from '../lifecycle'

export type Viewer = { kind: string; roles: readonly Role[] }

export type Deed = { code: DeedCode; to: string }
export type DeedCode =
  | 'finish-draft'
  | 'pledge'
  | 'pledges'
  | 'approve'
  | 'bid'
  | 'answer'
  | 'open'
  | 'evaluate'
  | 'award'

type Facts = {
  id: string
  state: RoundState
  /** one's own pledges in the round, and those that wait for a signature */
  pledges: number
  waiting: number
  /** questions without an answer, as the office sees them */
  unanswered: number
}

const bidding: readonly RoundState[] = ['published', 'frozen']
const evaluating: readonly RoundState[] = ['technical_opened', 'eligibility_fixed', 'prices_opened']
const decided: readonly RoundState[] = ['decided', 'confirmed', 'concluded']

/** The one thing that someone may do next in a round, and where; null when there is nothing to do. */
export function nextDeed(round: Facts, { kind, roles }: Viewer): Deed | null {
  const at = (place: string) => `/rounds/${round.id}${place}`
  const has = (...wanted: Role[]) => wanted.some((role) => roles.includes(role))
  if (round.state === 'draft')
    return has('officer') ? { code: 'finish-draft', to: at('/draft/review') } : null
  if (kind === 'enterprise') {
    if (round.state === 'published') {
      if (round.waiting > 0 && has('approver')) return { code: 'approve', to: '/pledges?which=waiting' }
      return round.pledges > 0 ? { code: 'pledges', to: '/pledges' } : { code: 'pledge', to: '#lots' }
    }
    if (decided.includes(round.state) && round.pledges > 0) return { code: 'award', to: at('/award') }
    return round.pledges > 0 ? { code: 'pledges', to: '/pledges' } : null
  }
  if (kind === 'vendor') {
    if (bidding.includes(round.state)) return { code: 'bid', to: at('/bid') }
    return decided.includes(round.state) ? { code: 'award', to: at('/award') } : null
  }
  if (has('officer') && round.unanswered > 0 && bidding.includes(round.state))
    return { code: 'answer', to: at('/questions') }
  if (has('officer', 'opener') && ['closed', 'eligibility_fixed'].includes(round.state))
    return { code: 'open', to: at('/opening') }
  if (has('officer', 'evaluator') && evaluating.includes(round.state))
    return { code: 'evaluate', to: at(round.state === 'prices_opened' ? '/evaluation' : '/eligibility') }
  if (has('officer', 'auditor') && decided.includes(round.state)) return { code: 'award', to: at('/award') }
  return null
}
