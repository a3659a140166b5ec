import { sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { conditionsProblem } from '../ceiling'
import type { Tx } from '../commands.server'
import type { PledgeValues } from '../form'
import { databaseNow, findLot, freshId } from '../queries.server'
import { conditionsOf } from './conditions'
import { areOfFormerKeys, findKept, forgetWaiting, takeConditions } from './conditions.server'
import { type HeldRound, holdRound, refuseLate, takeTurn, whileOpen } from './hold.server'
import { fieldOf, type PledgeWish, whyNotPledge } from './pledging'
import { barredUntil, findPledge, listStandingPledges } from './queries.server'

export const maySpeak = (actor: Actor) =>
  refuseIf(
    actor.kind === 'enterprise' && is(actor, 'buyer', 'asset_manager', 'approver', 'signatory')
      ? null
      : 'not-your-move',
  )

type Own = Awaited<ReturnType<typeof listStandingPledges>>

/**
 * Writes down what the organization would pledge in a lot: a draft, or beside an active pledge a change that counts
 * once it is signed. Refuses with the codes of `whyNotPledge`, `conditionsProblem`, `takeConditions`, and with
 * `pledge-changed` conditions that were sealed for another pledge, `sealed-to-former-keys` kept ones that nobody could
 * open. Answers the pledge's id.
 */
export async function savePledge(tx: Tx, actor: Actor, lotId: string, values: PledgeValues) {
  maySpeak(actor)
  const lot = (await findLot(tx, lotId)) ?? refuse('lot-unknown')
  const round = await holdRound(tx, lot.roundId)
  await takeTurn(tx, round.id, actor.organizationId)
  const wish = { ...wishOf(values), lotState: lot.state }
  const own = await listStandingPledges(tx, actor, round.id)
  await allow(tx, actor, round, lotId, wish, own)
  const problem = conditionsProblem(conditionsOf(values), wish, lot.referencePrice)
  refuseIf(problem?.code, { field: problem?.field })

  const present = own.find((pledge) => pledge.lotId === lotId)
  const pledgeId = present?.id ?? values.pledge ?? (await freshId(tx))
  // What is sealed says of which pledge it is; somebody else may have made another one meanwhile.
  refuseIf(values.sealed && pledgeId !== values.pledge ? 'pledge-changed' : null)
  if (!present) refuseIf((await findPledge(tx, actor, pledgeId)) ? 'pledge-changed' : null)
  const kept = present && values.keep ? await findKept(tx, pledgeId) : null
  refuseIf((await areOfFormerKeys(tx, kept?.id ?? null)) ? 'sealed-to-former-keys' : null, { field: 'keep' })
  if (present) await forgetWaiting(tx, pledgeId, kept?.id ?? null)
  const item = kept ?? (await takeConditions(tx, actor, round, lotId, pledgeId, values))
  const itemId = item?.id ?? null
  const version = await nextVersion(tx, pledgeId)
  const written = present
    ? await changeAsked(tx, actor, round, present, version, wish, itemId)
    : await insertDraft(tx, actor, round, pledgeId, lotId, wish, itemId)
  if (!written) refuseLate(round, await databaseNow(tx))
  await tx
    .insertInto('pledgeVersions')
    .values({
      pledgeId,
      version,
      ...wishRow(wish),
      conditionsItemId: itemId,
      lineIds: [...new Set(values.lines)],
      askedBy: actor.personId,
    })
    .execute()
  const counts = present?.state === 'active' || present?.state === 'invalidated'
  const kind = counts ? 'pledge.change_asked' : present ? 'pledge.redrafted' : 'pledge.drafted'
  const facts = { pledge: pledgeId, lot: lotId, version, ceiling: item?.hash ?? null }
  await record(tx, kind, pledgeId, facts, { round: round.id })
  return pledgeId
}

const wishOf = ({ quantity, stretchQuantity, allOrNothing }: PledgeValues) => ({
  quantity,
  stretchQuantity: stretchQuantity ?? null,
  allOrNothing,
})

const wishRow = ({ quantity, stretchQuantity, allOrNothing }: Omit<PledgeWish, 'lotState'>) => ({
  quantity,
  stretchQuantity,
  allOrNothing,
})

/** Asks the rule with everything it needs; all-or-nothing of one lot spans the organization's others in the round. */
export async function allow(
  tx: Tx,
  actor: Actor,
  round: HeldRound,
  lotId: string,
  wish: PledgeWish,
  own: Own,
) {
  const others = own.filter((pledge) => pledge.lotId !== lotId)
  const organization = await tx
    .selectFrom('organizations')
    .select('state')
    .where('id', '=', actor.organizationId)
    .executeTakeFirst()
  const code = whyNotPledge(
    { ...wish, allOrNothing: wish.allOrNothing || others.some((pledge) => pledge.allOrNothing) },
    { ...round, maxAllOrNothingLots: round.terms.maxAllOrNothingLots },
    {
      verified: organization?.state === 'verified',
      barredUntil: await barredUntil(tx, actor.organizationId),
      otherLots: others.length,
    },
    round.heldAt,
  )
  if (code === 'pledges-closed') refuseLate(round, round.heldAt)
  const lots = others.map((pledge) => pledge.code).join(', ')
  refuseIf(code, { field: code ? fieldOf[code] : undefined, facts: { lots } })
}

async function nextVersion(tx: Tx, pledgeId: string) {
  const { newest } = await tx
    .selectFrom('pledgeVersions')
    .where('pledgeId', '=', pledgeId)
    .select((row) => row.fn.max('version').as('newest'))
    .executeTakeFirstOrThrow()
  return (newest ?? 0) + 1
}

async function insertDraft(
  tx: Tx,
  { organizationId, personId }: Actor,
  round: HeldRound,
  pledgeId: string,
  lotId: string,
  { quantity, stretchQuantity, allOrNothing }: PledgeWish,
  itemId: string | null,
) {
  const { rows } = await sql`
    with ${whileOpen(round.id)}
    insert into pledges (id, round_id, lot_id, org_id, quantity, stretch_quantity, all_or_nothing, conditions_item_id, requested_by)
    select ${pledgeId}, id, ${lotId}, ${organizationId}, ${quantity}, ${stretchQuantity}, ${allOrNothing}, ${itemId}, ${personId}
    from open returning id`.execute(tx)
  return rows.length === 1
}

// What counts already keeps its figures until the change is signed; what does not takes the new ones and is a draft again.
async function changeAsked(
  tx: Tx,
  { organizationId, personId }: Actor,
  round: HeldRound,
  { id, state }: Own[number],
  version: number,
  { quantity, stretchQuantity, allOrNothing }: PledgeWish,
  itemId: string | null,
) {
  const draft = sql`version = ${version}, state = 'draft', quantity = ${quantity}, stretch_quantity = ${stretchQuantity},
    all_or_nothing = ${allOrNothing}, conditions_item_id = ${itemId}::uuid,`
  const { rows } = await sql`
    with ${whileOpen(round.id)}
    update pledges set ${state === 'draft' || state === 'awaiting_approval' ? draft : sql``}
      asked_version = ${version}, requested_by = ${personId}, returned_reason = null
    from open
    where pledges.id = ${id} and pledges.org_id = ${organizationId} and pledges.state = ${state} returning pledges.id`.execute(
    tx,
  )
  return rows.length === 1
}
