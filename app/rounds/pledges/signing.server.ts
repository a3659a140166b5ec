import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { findRound } from '../queries.server'
import { findLimit, listApprovers } from './limits.server'
import { findOwnConditions, findPledge } from './queries.server'
import { commitmentOf, isSignable, termsHashOf, whyNotSignNow } from './sign.server'

type Db = Kysely<Database>

/** Everything that a signature makes binding, the hash it is set under, and who may set it. */
export async function findSigning(db: Db, actor: Actor, pledgeId: string, now: Date) {
  const pledge = await findPledge(db, actor, pledgeId)
  if (!pledge || !isSignable(pledge)) return undefined
  const about = { roundId: pledge.roundId, pledgeId }
  const own = await findLimit(db, actor, actor.roles, about)
  const round = await findRound(db, actor, pledge.roundId)
  return {
    pledge,
    conditions: await findOwnConditions(db, actor, pledge.askedItemId),
    amount: commitmentOf(pledge),
    hash: (await termsHashOf(db, pledge)).toString('hex'),
    whyNot: await whyNotSignNow(db, actor, pledge),
    ownLeft: own && own.amount - own.reserved,
    approvers: (await listApprovers(db, actor, about)).filter(({ id }) => id !== pledge.requestedBy),
    contractDays: round!.terms.contractDays,
    payment: round!.terms.payment,
    open: pledge.roundState === 'published' && pledge.pledgesCloseAt! > now,
    approves: pledge.requestedBy !== actor.personId,
  }
}

export type Signing = NonNullable<Awaited<ReturnType<typeof findSigning>>>
