import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { refuse } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { type CaseRole, sideIn } from '../channels/kinds'
import type { OfferMove } from './form'
import { acceptOffer, declineOffer, withdrawOffer } from './offers.server'
import { agreeToProposal, closeProposal, isProposal } from './proposals.server'

type Tx = Kysely<Database>
type Answering = { caseId: string; roles: readonly CaseRole[]; now: Date }

/** What is answered to an offer or a proposal; the rules behind each refuse. Refuses: not-your-move. */
export async function answerOffer(
  tx: Tx,
  actor: Actor,
  { caseId, roles, now }: Answering,
  { move, offerId }: OfferMove,
) {
  const side = sideIn(roles)
  if (await isProposal(tx, caseId, offerId)) {
    if (move === 'withdraw' && roles.includes('mediator'))
      return closeProposal(tx, caseId, offerId, 'withdrawn')
    if (side && move === 'decline') return closeProposal(tx, caseId, offerId, 'declined')
    return side && move === 'agree'
      ? agreeToProposal(tx, actor, caseId, side, offerId)
      : refuse('not-your-move')
  }
  if (!side) return refuse('not-your-move')
  const stage = { caseId, side, now }
  if (move === 'accept') return acceptOffer(tx, actor, stage, offerId)
  await (move === 'decline' ? declineOffer(tx, stage, offerId) : withdrawOffer(tx, stage, offerId))
}
